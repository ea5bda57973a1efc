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

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo", "run", "plan", "seam", "matrix", "broker", "cluster", "publish", "results"
      })
  void everyCommandHasHelp(String command) {
    Outcome outcome = Outcome.of(command, "--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).startsWith("Usage: lambda " + command).contains("--help");
  }

  @Test
  void withoutACommandTheCommandsAreListed() {
    Outcome outcome = Outcome.of();

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains(
            "demo",
            "run",
            "plan",
            "seam",
            "matrix",
            "broker",
            "cluster",
            "publish",
            "results",
            "Exit codes: 0 done");
  }

  @Test
  void theHelpOfRunListsThePipelines() {
    assertThat(Outcome.of("run", "--help").out()).contains("aggregate: ");
  }

  @Test
  void theHelpOfAPipelineListsItsOptions() {
    assertThat(Outcome.of("run", "aggregate", "--help").out())
        .contains("--lake=", "--cutoff=", "--window=");
  }
}
