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
package io.beamlambda.capability.detect;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of Beam's classes by their names: {@code known-transforms.json}. */
final class KnownTransforms {

  private static final String RESOURCE = "/io/beamlambda/capability/known-transforms.json";

  /**
   * A transform.
   *
   * @param features what it is
   * @param hides features that its inner steps seem to use; {@code *} stands for all, {@code
   *     state.*} for all of a group
   * @param keeps exceptions from {@code hides}
   */
  record Known(List<String> features, List<String> hides, List<String> keeps) {

    static final Known NOTHING = new Known(List.of(), List.of(), List.of());

    boolean hides(String feature) {
      return matches(hides, feature) && !matches(keeps, feature);
    }

    private static boolean matches(List<String> patterns, String feature) {
      return patterns.stream()
          .anyMatch(
              pattern ->
                  pattern.endsWith("*")
                      ? feature.startsWith(pattern.substring(0, pattern.length() - 1))
                      : feature.equals(pattern));
    }
  }

  private static final KnownTransforms SHIPPED = load();

  private final Map<String, Known> transforms = new HashMap<>();
  private final Map<String, Known> families = new HashMap<>();
  private final Map<String, String> views;
  private final Map<String, String> windows;
  private final Map<String, String> triggers;
  private final Map<String, SplitWatermarks> sources = new HashMap<>();

  private KnownTransforms(Content content) {
    for (TransformEntry entry : content.transforms()) {
      Known known =
          new Known(orEmpty(entry.features()), orEmpty(entry.hides()), orEmpty(entry.keeps()));
      if (entry.type().endsWith("*")) {
        families.put(entry.type().substring(0, entry.type().length() - 1), known);
      } else {
        transforms.put(entry.type(), known);
      }
    }
    views = byType(content.views());
    windows = byType(content.windows());
    triggers = byType(content.triggers());
    for (SourceEntry entry : content.sources()) {
      sources.put(entry.type(), SplitWatermarks.of(entry.watermarks()));
    }
  }

  static KnownTransforms shipped() {
    return SHIPPED;
  }

  /** What is known of a transform's class. */
  Known transform(Class<?> type) {
    Known known = transforms.get(type.getName());
    if (known != null) {
      return known;
    }
    return families.entrySet().stream()
        .filter(family -> type.getName().startsWith(family.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Known.NOTHING);
  }

  /** The feature that a ViewFn is. */
  Optional<String> view(Class<?> type) {
    return Optional.ofNullable(views.get(type.getName()));
  }

  /** The feature that a WindowFn of Beam's is. */
  Optional<String> window(Class<?> type) {
    return Optional.ofNullable(windows.get(type.getName()));
  }

  /** The feature that a trigger is. */
  Optional<String> trigger(Class<?> type) {
    return Optional.ofNullable(triggers.get(type.getName()));
  }

  /** How the watermarks of an unbounded source's splits are to each other. */
  Optional<SplitWatermarks> source(Class<?> type) {
    return Optional.ofNullable(sources.get(type.getName()));
  }

  private static KnownTransforms load() {
    try (InputStream in = KnownTransforms.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "The class path has no %s, by which transforms are known; build the module anew."
                .formatted(RESOURCE));
      }
      return new KnownTransforms(new ObjectMapper().readValue(in, Content.class));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s is not as expected: %s".formatted(RESOURCE, e.getMessage()), e);
    }
  }

  private static Map<String, String> byType(FeatureEntry[] entries) {
    Map<String, String> features = new HashMap<>();
    Arrays.stream(entries).forEach(entry -> features.put(entry.type(), entry.feature()));
    return features;
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  private record Content(
      TransformEntry[] transforms,
      FeatureEntry[] views,
      FeatureEntry[] windows,
      FeatureEntry[] triggers,
      SourceEntry[] sources) {}

  private record TransformEntry(
      @JsonProperty("class") String type,
      @Nullable List<String> features,
      @Nullable List<String> hides,
      @Nullable List<String> keeps,
      @Nullable String why) {}

  private record FeatureEntry(@JsonProperty("class") String type, String feature) {}

  private record SourceEntry(@JsonProperty("class") String type, String watermarks) {}
}
