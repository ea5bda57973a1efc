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
package io.beamlambda.pipelines.cli;

import io.beamlambda.pipelines.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The runner profiles on the class path; the launcher puts one there. */
final class RunnerProfiles {

  private RunnerProfiles() {}

  /** Finds a profile by its name, its runner's simple class name, or its full one. */
  static RunnerProfile find(String runner) {
    List<RunnerProfile> profiles = all();
    return look(runner)
        .orElseThrow(
            () ->
                new UsageException(
                    "Unknown runner '%s': on the class path is %s; ./lambda chooses the class path by --runner"
                        .formatted(
                            runner,
                            profiles.stream()
                                .map(RunnerProfile::name)
                                .sorted()
                                .collect(Collectors.joining(", ")))));
  }

  /** The same, if it is there. */
  static Optional<RunnerProfile> look(String runner) {
    return all().stream().filter(profile -> answersTo(profile, runner)).findFirst();
  }

  /** One of them, if there is one. */
  static Optional<RunnerProfile> any() {
    return all().stream().findFirst();
  }

  /** Whether one of them says that it is the guest of its engine. */
  static boolean hosted() {
    return all().stream().anyMatch(RunnerProfile::hosted);
  }

  private static List<RunnerProfile> all() {
    return ServiceLoader.load(RunnerProfile.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private static boolean answersTo(RunnerProfile profile, String runner) {
    Class<?> type = profile.runner();
    return runner.equalsIgnoreCase(profile.name())
        || runner.equalsIgnoreCase(type.getSimpleName())
        || runner.equals(type.getName());
  }
}
