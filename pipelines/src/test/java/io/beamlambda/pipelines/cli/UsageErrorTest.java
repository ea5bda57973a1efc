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

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong use gives one plain sentence and exit code 2, no stack trace. */
class UsageErrorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --lakee=x             | Unknown option --lakee: did you mean --lake or --lanes?
          --windwo=x            | Unknown option --windwo: did you mean --window?
          --noSuchThing=1       | Unknown option --noSuchThing: --help lists the pipeline's options
          lake                  | Unexpected argument 'lake': options are written --name=value
          --=lake               | Unexpected argument '--=lake': options are written --name=value
          --runner=nosuch       | Unknown runner 'nosuch': on the class path is direct; ./lambda chooses the class path by --runner
          """)
  void aWrongOptionIsNamed(String argument, String sentence) {
    assertRefused(Outcome.of("run", "aggregate", argument), sentence);
  }

  @Test
  void aRepeatedOptionIsNamedWithItsValues() {
    assertRefused(
        Outcome.of("run", "aggregate", "--window=fixed:PT1H", "--window=fixed:PT2H"),
        "Option --window is given 2 times (--window=fixed:PT1H, --window=fixed:PT2H): give it once");
  }

  @Test
  void aRepeatedRunnerIsRefused() {
    Outcome outcome = Outcome.of("run", "aggregate", "--runner=direct", "--runner=direct");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("--runner").contains("only once").hasLineCount(1);
  }

  @Test
  void aValueOfTheWrongTypeIsNamed() {
    Outcome outcome = Outcome.of("run", "aggregate", "--lanes=many");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("lambda: Invalid option --lanes=many: ")
        .contains("int")
        .hasLineCount(1);
  }

  @Test
  void anUnknownPipelineIsAnsweredWithThoseThereAre() {
    assertRefused(Outcome.of("run", "aggregat"), "Unknown pipeline 'aggregat': there is aggregate");
  }

  @Test
  void aMissingPipelineIsAskedFor() {
    assertRefused(
        Outcome.of("run"), "Missing required parameter: 'PIPELINE'; see lambda run --help");
  }

  @Test
  void aMisspeltCommandIsCorrected() {
    assertRefused(
        Outcome.of("pubish"), "Unmatched argument at index 0: 'pubish'; did you mean publish?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "plan"})
  void defaultsOfTheProfileGiveWayToTheUser(String command) {
    // Were the default added to the user's, Beam would refuse the option as repeated.
    Outcome outcome = Outcome.of(command, "aggregate", "--targetParallelism=1", "--lakee=x");

    assertThat(outcome.err()).contains("--lakee").doesNotContain("targetParallelism");
  }

  @Test
  void noSuchParquetFile(@TempDir Path dir) {
    Path missing = dir.resolve("missing.parquet");

    assertRefused(publish("--parquet=" + missing), "No Parquet file or directory at " + missing);
  }

  @Test
  void aDirectoryWithoutParquetFiles(@TempDir Path dir) {
    assertRefused(publish("--parquet=" + dir), "No file below " + dir + " ends in .parquet");
  }

  @Test
  void noSuchColumn(@TempDir Path dir) throws Exception {
    Path flights = DemoFlights.unpack(dir).shipped();

    assertRefused(
        Outcome.of(
            "publish",
            "--parquet=" + flights,
            "--eventTimeField=dat",
            "--topic=flights",
            "--bootstrapServers=127.0.0.1:1"),
        "No column 'dat': the file has date, origin, destination, delay, distance");
  }

  @Test
  void aColumnThatHoldsNoTime(@TempDir Path dir) throws Exception {
    Path flights = DemoFlights.unpack(dir).shipped();

    Outcome outcome =
        Outcome.of(
            "publish",
            "--parquet=" + flights,
            "--eventTimeField=delay",
            "--topic=flights",
            "--bootstrapServers=127.0.0.1:1");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("lambda: Cannot use column 'delay' as event time")
        .hasLineCount(1);
  }

  @Test
  void aPortOutOfRange() {
    assertRefused(Outcome.of("broker", "--port=70000"), "Invalid port: 70000 (must be 0 to 65535)");
  }

  @Test
  void anOutputThatHoldsNoResults(@TempDir Path dir) {
    Path missing = dir.resolve("results.db");

    assertRefused(
        Outcome.of("results", "--output=jdbc:sqlite:" + missing),
        "No results at jdbc:sqlite:" + missing + ": there is no such file.");
    assertThat(missing).doesNotExist();
    assertRefused(
        Outcome.of("results", "--output=s3://bucket"),
        "Unknown output scheme 's3': results go to jdbc:sqlite:FILE or"
            + " jdbc:postgresql://HOST/DATABASE.");
  }

  private static Outcome publish(String parquet) {
    return Outcome.of(
        "publish",
        parquet,
        "--eventTimeField=date",
        "--topic=flights",
        "--bootstrapServers=127.0.0.1:1");
  }

  private static void assertRefused(Outcome outcome, String sentence) {
    assertThat(outcome.err()).isEqualToIgnoringNewLines("lambda: " + sentence);
    assertThat(outcome.err()).hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(2);
  }
}
