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
package io.beamlambda.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** A plan as it was written by {@link PlanJson}, for a read that goes on with it. */
final class PinnedPlan {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final LambdaIO.Read<?> read;
  private final ParquetLake lake;
  private final LakeSpec wholeLake;
  private final String location;
  private final JsonNode json;

  private PinnedPlan(
      LambdaIO.Read<?> read, ParquetLake lake, LakeSpec wholeLake, String location, JsonNode json) {
    this.read = read;
    this.lake = lake;
    this.wholeLake = wholeLake;
    this.location = location;
    this.json = json;
  }

  /**
   * Reads a plan.
   *
   * @param wholeLake how the read wants rows to be read, without limits of event time
   * @param location where the plan was found, for errors
   * @throws PlanException if this is not a plan, or one of other settings than the read's
   */
  static Plan parse(
      String text, LambdaIO.Read<?> read, ParquetLake lake, LakeSpec wholeLake, String location) {
    PinnedPlan pinned;
    try {
      pinned = new PinnedPlan(read, lake, wholeLake, location, MAPPER.readTree(text));
      pinned.checkVersion();
      pinned.checkSettings();
      return pinned.plan();
    } catch (JsonProcessingException e) {
      throw notAPlan(location, e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw notAPlan(location, String.valueOf(e.getMessage()), e);
    }
  }

  private static PlanException notAPlan(String location, String reason, Exception e) {
    return new PlanException(
        "The file %s is not a plan (%s); name another planLocation, or delete the file to plan anew"
            .formatted(location, reason),
        e);
  }

  private void checkVersion() {
    int version = required(json, "version").asInt();
    if (version != PlanJson.VERSION) {
      throw new PlanException(
          "The plan at %s is of version %d, and this program reads version %d; go on with the program that wrote it, or plan anew under another planLocation and start without state"
              .formatted(location, version, PlanJson.VERSION));
    }
  }

  private void checkSettings() {
    List<String> differences = PlanSettings.differences(settings(), PlanSettings.of(read, lake));
    if (!differences.isEmpty()) {
      throw new PlanException(
          "The plan at %s was made with other settings: %s; set them as before, or delete the file to plan anew and start without the state of earlier runs"
              .formatted(location, String.join("; ", differences)));
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    required(json, "settings")
        .fields()
        .forEachRemaining(field -> settings.put(field.getKey(), field.getValue().asText()));
    return settings;
  }

  private Plan plan() {
    JsonNode lakeJson = required(json, "lake");
    Instant from = optionalInstant(json, "from");
    Instant until = optionalInstant(json, "until");
    Instant cutoff = instant(json, "cutoff");
    Instant end = optionalInstant(lakeJson, "end");
    JsonNode whole = required(lakeJson, "whole");
    Plan.Builder plan =
        Plan.builder()
            .cutoff(cutoff)
            .from(from)
            .until(until)
            .ends(required(json, "ends").asBoolean())
            .maxLead(read.maxLead())
            .madeAt(instant(json, "madeAt"))
            .settings(settings())
            .lakeLocation(required(lakeJson, "location").asText())
            .lake(
                wholeLake.between(
                    from == null ? Long.MIN_VALUE : from.getMillis(),
                    end == null ? Long.MAX_VALUE : end.getMillis()))
            .lakeFigures(
                LakeFigures.of(
                    required(whole, "files").asInt(),
                    required(whole, "rowGroups").asInt(),
                    required(whole, "rows").asLong(),
                    required(whole, "scannedRowGroups").asInt(),
                    EventTimeBounds.of(
                        instant(whole, "first").getMillis(), instant(whole, "last").getMillis())))
            .lanes(lanes(required(lakeJson, "lanes")))
            .checks(checks(required(json, "checks")));
    JsonNode streamJson = json.get("stream");
    KafkaStream stream = read.stream();
    if (stream != null && json.has("topicPartitions")) {
      plan.streamPartitions(json.get("topicPartitions").asInt());
      Instant expires = optionalInstant(json, "streamExpiresAt");
      plan.streamExpiresAtMillis(expires == null ? Retention.FOR_EVER : expires.getMillis());
    }
    if (stream != null && streamJson != null) {
      Instant start = optionalInstant(streamJson, "start");
      plan.stream(
          new StreamSpec(
              stream,
              ranges(required(streamJson, "partitions")),
              required(json, "topicPartitions").asInt(),
              start == null ? Long.MIN_VALUE : start.getMillis(),
              until == null ? Long.MAX_VALUE : until.getMillis()));
    }
    return plan.build();
  }

  private static List<Lane> lanes(JsonNode lanesJson) {
    Map<LakeFile, LakeFile> files = new HashMap<>();
    List<Lane> lanes = new ArrayList<>();
    for (JsonNode laneJson : lanesJson) {
      List<Slice> slices = new ArrayList<>();
      for (JsonNode slice : required(laneJson, "slices")) {
        LakeFile file =
            LakeFile.of(
                required(slice, "file").asText(),
                required(slice, "size").asLong(),
                required(slice, "lastModifiedMillis").asLong(),
                optionalText(slice, "checksum"));
        slices.add(
            Slice.of(
                files.computeIfAbsent(file, same -> same),
                required(slice, "rowGroup").asInt(),
                required(slice, "rows").asLong(),
                required(slice, "bytes").asLong(),
                EventTimeBounds.of(
                    instant(slice, "min").getMillis(), instant(slice, "max").getMillis())));
      }
      lanes.add(new Lane(slices));
    }
    return lanes;
  }

  private static List<StreamRange> ranges(JsonNode partitions) {
    List<StreamRange> ranges = new ArrayList<>();
    for (JsonNode partition : partitions) {
      JsonNode stop = partition.get("stopOffset");
      ranges.add(
          StreamRange.of(
              required(partition, "partition").asInt(),
              required(partition, "startOffset").asLong(),
              stop == null ? StreamRange.NO_STOP : stop.asLong(),
              instant(partition, "bound").getMillis()));
    }
    return ranges;
  }

  private static List<PlanCheck> checks(JsonNode checksJson) {
    List<PlanCheck> checks = new ArrayList<>();
    for (JsonNode check : checksJson) {
      String name = required(check, "name").asText();
      String sentence = required(check, "sentence").asText();
      checks.add(
          required(check, "status").asText().equals("warning")
              ? PlanCheck.warning(name, sentence)
              : PlanCheck.passed(name, sentence));
    }
    return checks;
  }

  private static Instant instant(JsonNode node, String field) {
    return Instant.parse(required(node, field).asText());
  }

  private static @Nullable Instant optionalInstant(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : Instant.parse(value.asText());
  }

  private static @Nullable String optionalText(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }

  private static JsonNode required(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException("it has no '" + field + "'");
    }
    return value;
  }
}
