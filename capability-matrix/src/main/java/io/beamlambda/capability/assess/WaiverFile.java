/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.beamlambda.capability.assess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file of waivers, checked as it is read: a waiver with a slip in it would waive nothing. */
final class WaiverFile {

  private static final Set<String> FIELDS =
      Set.of("feature", "mode", "runner", "transform", "reason", "until");

  private final Path file;
  private final Catalogue catalogue;

  WaiverFile(Path file, Catalogue catalogue) {
    this.file = file;
    this.catalogue = catalogue;
  }

  List<Waiver> read() {
    JsonNode entries = content().path("waivers");
    if (!entries.isArray()) {
      throw new WaiverException(
          "%s has no list of waivers: expected {\"waivers\": [...]}.".formatted(file));
    }
    List<Waiver> waivers = new ArrayList<>();
    for (JsonNode entry : entries) {
      waivers.add(waiver(entry, waivers.size() + 1));
    }
    return waivers;
  }

  private JsonNode content() {
    try {
      return new ObjectMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new WaiverException("%s is no JSON: %s.".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new WaiverException(
          "Cannot read the waivers in %s: there is no such file, or it is not readable."
              .formatted(file),
          e);
    }
  }

  private Waiver waiver(JsonNode entry, int number) {
    entry
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw invalid(
                    number,
                    "unknown field '%s'; there is %s"
                        .formatted(
                            name, FIELDS.stream().sorted().collect(Collectors.joining(", "))));
              }
            });
    String feature = required(entry, "feature", number);
    if (catalogue.features().stream().noneMatch(known -> known.id().equals(feature))) {
      throw invalid(number, "the catalogue has no feature '%s'".formatted(feature));
    }
    return new Waiver(
        feature,
        on(entry, number),
        text(entry, "transform"),
        required(entry, "reason", number),
        date(required(entry, "until", number), number));
  }

  private String on(JsonNode entry, int number) {
    String mode = text(entry, "mode");
    String runner = text(entry, "runner");
    if ((mode == null) == (runner == null)) {
      throw invalid(number, "it needs either a mode or a runner");
    }
    if (mode == null) {
      return known(runner, catalogue.modes().stream().map(Mode::runner), "runner", number);
    }
    return known(mode, catalogue.modes().stream().map(Mode::id), "mode", number);
  }

  private String known(@Nullable String name, Stream<String> all, String kind, int number) {
    List<String> names = all.distinct().toList();
    if (name == null || !names.contains(name)) {
      throw invalid(
          number,
          "the catalogue has no %s '%s'; there is %s"
              .formatted(kind, name, String.join(", ", names)));
    }
    return name;
  }

  private LocalDate date(String text, int number) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw invalid(number, "until is '%s', expected a date as 2027-03-31".formatted(text));
    }
  }

  private String required(JsonNode entry, String field, int number) {
    String text = text(entry, field);
    if (text == null) {
      throw invalid(number, "it has no " + field);
    }
    return text;
  }

  private static @Nullable String text(JsonNode entry, String field) {
    String text = entry.path(field).asText("").strip();
    return text.isEmpty() ? null : text;
  }

  private WaiverException invalid(int number, String what) {
    return new WaiverException("Invalid waiver %d in %s: %s.".formatted(number, file, what));
  }
}
