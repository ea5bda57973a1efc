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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines are looked at where there is no lake, no broker and no database. */
class MatrixCommandTest {

  @TempDir Path directory;

  @Test
  void everyPipelineWithoutAnyOption() {
    Outcome outcome = Outcome.of("matrix");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("aggregate (streaming)", "Flink streaming", "Prism");
  }

  @Test
  void optionsOfTheUserGoBeforeTheSample() {
    assertThat(Outcome.of("matrix", "aggregate", "--format=json").out())
        .contains("win.fixed")
        .doesNotContain("win.sessions", "late.allowed");
    assertThat(
            Outcome.of(
                    "matrix",
                    "aggregate",
                    "--format=json",
                    "--window=sessions:PT30M",
                    "--lateness=PT1H")
                .out())
        .contains("win.sessions", "late.allowed")
        .doesNotContain("win.fixed");
  }

  @Test
  void ourReadReportsOneWatermark() {
    assertThat(Outcome.of("matrix", "aggregate", "--format=json").out())
        .contains("source.splits-aligned")
        .doesNotContain("source.splits-skewed");
  }

  @Test
  void batchJobIsLookedAtAsOne() {
    assertThat(
            Outcome.of(
                    "matrix",
                    "aggregate",
                    "--runner=direct",
                    "--streaming=false",
                    "--until=stream-end")
                .out())
        .contains("aggregate (batch)");
  }

  @Test
  void formatsGoToAFile() throws IOException {
    for (String format : new String[] {"md", "html", "json", "sarif"}) {
      Path file = directory.resolve("reports/aggregate." + format);
      Outcome outcome = Outcome.of("matrix", "aggregate", "--format=" + format, "--output=" + file);
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out()).isEmpty();
      assertThat(Files.readString(file)).contains("aggregate");
    }
  }

  @Test
  void runnerThatOnlyRunsBatchFailsTheGate() {
    Outcome outcome =
        Outcome.of("matrix", "aggregate", "--runner=spark-structured-streaming", "--fail");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("Spark Structured Streaming runs batch pipelines only");
  }

  @Test
  void failNeedsARunner() {
    Outcome outcome = Outcome.of("matrix", "--fail");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("--fail needs a runner");
  }

  @Test
  void unknownRunnerIsNamed() {
    Outcome outcome = Outcome.of("matrix", "--runner=storm");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("Unknown runner 'storm': the matrix knows direct, flink");
  }

  @Test
  void expiredWaiverIsRefused() throws IOException {
    Path file = directory.resolve("waivers.json");
    Files.writeString(
        file,
        """
        {"waivers": [{"feature": "win.fixed", "runner": "flink", "reason": "x",
          "until": "2001-01-01"}]}
        """);
    Outcome outcome = Outcome.of("matrix", "--waivers=" + file);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("win.fixed on flink (until 2001-01-01)");
  }

  @Test
  void pipelineThatIsBuiltForItsGraphIsNotRun() {
    Outcome outcome =
        Outcome.of(
            "run",
            "aggregate",
            "--graphOnly=true",
            "--lake=" + directory,
            "--eventTimeField=t",
            "--key=k",
            "--value=v",
            "--window=fixed:PT1H",
            "--output=jdbc:sqlite:" + directory.resolve("r.db"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("graphOnly");
  }
}
