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
package io.beamlambda.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static Run run(Scenario scenario, JobKind job, int rows, double heapMegabytes) {
    return new Run(scenario, job, rows, new Measurement("", 1, 1, 1, 1, 1, heapMegabytes));
  }

  @Test
  void heapIsComparedWithThatOfATenthOfTheLake() {
    Report report =
        new Report(
            "machine",
            List.of(
                run(Scenario.A_HOURLY, JobKind.NATIVE, 1_000, 90),
                run(Scenario.A_HOURLY, JobKind.LAMBDA_FLINK, 1_000, 52.5),
                run(Scenario.A_HOURLY_TENTH, JobKind.LAMBDA_FLINK, 100, 50)));

    assertThat(report.markdown())
        .endsWith(
            "\nlambda-flink: the lake ten times as long takes 1.05 times the peak heap"
                + " (52.5 MB, 50.0 MB)\n")
        .doesNotContain("native-flink: ");
  }

  @Test
  void shortLakeIsOfThreeDaysAndAsDense() {
    DataSpec whole = Scenario.A_HOURLY.data(2_000_000);
    DataSpec tenth = Scenario.A_HOURLY_TENTH.data(2_000_000);

    assertThat(tenth.rows()).isEqualTo(200_000);
    assertThat(whole.lakeSpan()).isEqualTo(tenth.lakeSpan().multipliedBy(10));
    assertThat(tenth.keys()).isEqualTo(whole.keys());
  }
}
