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
package io.beamlambda.capability;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The features and modes that are known: the rows and columns of the matrix, in their order. */
public final class Catalogue {

  /**
   * Features that belong together.
   *
   * @param id the first part of the features' ids: {@code state}
   * @param title for a heading
   * @param features in the order in which they are shown
   */
  public record Group(String id, String title, List<Feature> features) {
    public Group {
      features = List.copyOf(features);
    }
  }

  private final List<Group> groups;
  private final Map<String, Feature> features = new LinkedHashMap<>();
  private final Map<String, Mode> modes = new LinkedHashMap<>();

  private Catalogue(List<Group> groups, List<Mode> modes) {
    this.groups = groups;
    for (Group group : groups) {
      for (Feature feature : group.features()) {
        addNew(features, feature.id(), feature);
      }
    }
    for (Mode mode : modes) {
      addNew(this.modes, mode.id(), mode);
    }
  }

  private static <T> void addNew(Map<String, T> all, String id, T value) {
    if (all.putIfAbsent(id, value) != null) {
      throw new IllegalStateException(
          "The catalogue has the id '%s' twice; every id has to be unique.".formatted(id));
    }
  }

  /** The catalogue that this module ships. */
  public static Catalogue load() {
    return load(DataFiles.shipped());
  }

  static Catalogue load(DataFiles files) {
    return new Catalogue(
        files.require("features.json", FeaturesFile.class).toGroups(),
        files.require("modes.json", ModesFile.class).toModes());
  }

  /** All groups of features. */
  public List<Group> groups() {
    return groups;
  }

  /** All features, group by group. */
  public List<Feature> features() {
    return List.copyOf(features.values());
  }

  /**
   * The feature with an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Feature feature(String id) {
    return lookUp(features, id, "feature");
  }

  /** All modes. */
  public List<Mode> modes() {
    return List.copyOf(modes.values());
  }

  /**
   * The mode with an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Mode mode(String id) {
    return lookUp(modes, id, "mode");
  }

  private static <T> T lookUp(Map<String, T> all, String id, String kind) {
    return Optional.ofNullable(all.get(id))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown %s '%s'; known are %s."
                        .formatted(kind, id, all.keySet().stream().collect(joining(", ")))));
  }

  private record FeaturesFile(List<GroupEntry> groups) {
    List<Group> toGroups() {
      return groups.stream().map(GroupEntry::toGroup).toList();
    }
  }

  private record GroupEntry(String id, String title, List<FeatureEntry> features) {
    Group toGroup() {
      return new Group(id, title, features.stream().map(x -> x.toFeature(id)).toList());
    }
  }

  private record FeatureEntry(
      String id, String title, String description, @Nullable String appliesTo) {
    Feature toFeature(String group) {
      return new Feature(id, group, title, description, execution(appliesTo));
    }
  }

  private record ModesFile(List<ModeEntry> modes) {
    List<Mode> toModes() {
      return modes.stream().map(ModeEntry::toMode).toList();
    }
  }

  private record ModeEntry(
      String id,
      String title,
      String runner,
      String execution,
      @Nullable String profile,
      @Nullable List<String> options) {
    Mode toMode() {
      return new Mode(
          id,
          title,
          runner,
          Catalogue.execution(execution),
          profile,
          options == null ? List.of() : options);
    }
  }

  private static Execution execution(@Nullable String name) {
    return name == null ? Execution.BOTH : Execution.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
