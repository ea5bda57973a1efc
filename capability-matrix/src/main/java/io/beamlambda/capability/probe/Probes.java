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

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Feature;
import io.beamlambda.capability.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;

/** The probes of the class path. */
final class Probes {

  private final Catalogue catalogue;
  private final Map<String, Probe> byName;

  private Probes(Catalogue catalogue, List<Probe> probes) {
    this.catalogue = catalogue;
    this.byName = probes.stream().collect(toMap(Probes::name, Function.identity()));
  }

  /** All of them; they are found as services. */
  static Probes load() {
    return new Probes(
        Catalogue.load(),
        ServiceLoader.load(Probe.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  static String name(Probe probe) {
    return probe.getClass().getSimpleName();
  }

  /**
   * The probe with a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  Probe named(String name) {
    Probe probe = byName.get(name);
    if (probe == null) {
      throw new IllegalArgumentException(
          "Unknown probe '%s'; a probe is named by its class, which is registered as a service."
              .formatted(name));
    }
    return probe;
  }

  /**
   * The plain runs of all probes on a mode, in the catalogue's order. A feature is tried in the
   * kinds of job that the mode has and that it can occur in.
   */
  List<ProbeTask> tasks(Mode mode) {
    List<String> order = catalogue.features().stream().map(Feature::id).toList();
    List<Probe> sorted =
        byName.values().stream()
            .sorted(
                comparing((Probe probe) -> order.indexOf(probe.feature()))
                    .thenComparing(Probes::name))
            .toList();
    List<ProbeTask> tasks = new ArrayList<>();
    for (Probe probe : sorted) {
      Execution wanted = catalogue.feature(probe.feature()).appliesTo();
      for (Execution job : jobs(wanted, mode.execution())) {
        tasks.add(new ProbeTask(mode.id(), name(probe), job, null));
      }
    }
    return tasks;
  }

  private static List<Execution> jobs(Execution feature, Execution mode) {
    return Stream.of(Execution.BATCH, Execution.STREAMING)
        .filter(feature::includes)
        .filter(mode::includes)
        .toList();
  }
}
