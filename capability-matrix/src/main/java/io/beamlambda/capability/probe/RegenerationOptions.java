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
package io.beamlambda.capability.probe;

import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What to run, and where.
 *
 * @param root the directory of the project
 * @param modes on which
 * @param features ids of features; one that ends in {@code *} stands for all that begin so; if
 *     there is none, all are meant
 * @param probes names of probes; if there is none, all of the features
 * @param repeat how often
 * @param parallel how many modes at a time
 * @param limit how long a job may take
 */
record RegenerationOptions(
    Path root,
    List<Mode> modes,
    List<String> features,
    List<String> probes,
    int repeat,
    int parallel,
    Duration limit) {

  static RegenerationOptions parse(String[] args, Catalogue catalogue) {
    Path root = Path.of("");
    List<Mode> modes = new ArrayList<>(catalogue.modes().stream().filter(Mode::installed).toList());
    List<String> features = List.of();
    List<String> probes = List.of();
    int repeat = 1;
    int parallel = Math.max(1, Runtime.getRuntime().availableProcessors());
    Duration limit = ModeProbing.LIMIT;
    for (String arg : args) {
      String name = arg.split("=", 2)[0];
      String value = arg.contains("=") ? arg.split("=", 2)[1] : "";
      switch (name) {
        case "--root" -> root = Path.of(value);
        case "--modes" -> modes = modes(value, catalogue);
        case "--features" -> features = List.of(value.split(","));
        case "--probes" -> probes = List.of(value.split(","));
        case "--repeat" -> repeat = atLeastOne(name, value);
        case "--parallel" -> parallel = atLeastOne(name, value);
        case "--limit" -> limit = Duration.ofSeconds(atLeastOne(name, value));
        default ->
            throw new IllegalArgumentException(
                "Unknown option '%s'; --help tells which there are.".formatted(arg));
      }
    }
    // The slowest first, so that none of them is left over at the end.
    modes.sort(Comparator.comparing((Mode mode) -> !mode.id().equals(Mode.SPARK_STREAMING)));
    return new RegenerationOptions(root, modes, features, probes, repeat, parallel, limit);
  }

  private static List<Mode> modes(String ids, Catalogue catalogue) {
    List<Mode> modes = new ArrayList<>();
    for (String id : ids.split(",")) {
      Mode mode = catalogue.mode(id);
      if (!mode.installed()) {
        throw new IllegalArgumentException(
            "The mode '%s' has no runner profile here, so that no probe can run on it."
                .formatted(id));
      }
      modes.add(mode);
    }
    return modes;
  }

  private static int atLeastOne(String name, String value) {
    int number;
    try {
      number = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      number = 0;
    }
    if (number < 1) {
      throw new IllegalArgumentException(
          "Invalid %s: '%s' (must be a number >= 1)".formatted(name, value));
    }
    return number;
  }

  /** Whether a probe is to be run. */
  boolean wants(Probe probe) {
    boolean feature =
        features.isEmpty()
            || features.stream()
                .anyMatch(
                    id ->
                        id.endsWith("*")
                            ? probe.feature().startsWith(id.substring(0, id.length() - 1))
                            : probe.feature().equals(id));
    return feature && (probes.isEmpty() || probes.contains(Probes.name(probe)));
  }

  Path profiles() {
    return root.resolve("runner-profiles").toAbsolutePath();
  }

  Path evidence() {
    return root.resolve("capability-matrix/src/main/resources/io/beamlambda/capability/evidence");
  }

  Path logs() {
    return root.resolve("capability-matrix/target/probes");
  }
}
