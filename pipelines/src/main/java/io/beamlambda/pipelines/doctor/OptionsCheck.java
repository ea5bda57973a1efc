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
package io.beamlambda.pipelines.doctor;

import java.util.List;

/** What the pipeline's own options lack. */
final class OptionsCheck implements Check {

  private final String pipeline;
  private final List<String> problems;

  OptionsCheck(String pipeline, List<String> problems) {
    this.pipeline = pipeline;
    this.problems = List.copyOf(problems);
  }

  @Override
  public String name() {
    return "options";
  }

  @Override
  public List<Finding> run() {
    String expected = "those that %s needs".formatted(pipeline);
    if (problems.isEmpty()) {
      return List.of(Finding.ok(name(), "complete and understood", expected));
    }
    return problems.stream()
        .map(
            problem ->
                Finding.fault(name(), problem, expected, "give it as the help says")
                    .withCommand("./lambda run %s --help".formatted(pipeline)))
        .toList();
  }
}
