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
package io.beamlambda.runners.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything is planned: there is neither lake nor broker here. */
class SubmissionChecksTest {

  @TempDir private Path dir;

  /** A run that only lacks what nobody has here: it would be planned next. */
  private Map<String, String> complete() {
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : CommandLineRun.offline("http://127.0.0.1:1/", dir)) {
      int end = option.indexOf('=');
      options.put(option.substring(0, end), option.substring(end + 1));
    }
    options.remove("--tempLocation");
    options.put("--gcpTempLocation", "gs://bucket/temp");
    options.put("--lake", dir.resolve("no-lake").toString());
    options.put("--eventTimeField", "time");
    options.put("--key", "key");
    options.put("--value", "value");
    options.put("--window", "fixed:PT1H");
    options.put("--output", "jdbc:postgresql://db.example/results");
    return options;
  }

  private static CommandLineRun run(Map<String, String> options) {
    List<String> arguments = new ArrayList<>();
    options.forEach((name, value) -> arguments.add(name + "=" + value));
    return CommandLineRun.run("aggregate", arguments);
  }

  @Test
  void whatIsCompleteIsPlanned() {
    CommandLineRun run = run(complete());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).contains("No Parquet file found at");
  }

  @ParameterizedTest
  @CsvSource({"--project", "--region", "--gcpTempLocation"})
  void whatIsMissingIsNamed(String option) {
    Map<String, String> options = complete();
    options.remove(option);

    CommandLineRun run = run(options);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output())
        .startsWith(
            "lambda: Missing option "
                + (option.equals("--gcpTempLocation") ? "--tempLocation" : option)
                + ": name ")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--project|123456|Invalid --project '123456': expected a project id",
        "--project|My Project|Invalid --project 'My Project': expected a project id",
        "--tempLocation|/tmp|Invalid --tempLocation '/tmp': expected a folder on Cloud Storage",
        "--jobName|1st job|Invalid --jobName '1st job': expected letters, digits and dashes",
        "--dataflowServiceOptions|streaming_mode_at_least_once|Invalid --dataflowServiceOptions"
            + " 'streaming_mode_at_least_once': events would count more than once",
        "--update|true|An --update needs the plan of the job that it replaces",
        "--maxNumWorkers|-1|lambda",
      })
  void whatDoesNotFitIsOneSentence(String option, String value, String message) {
    Map<String, String> options = complete();
    if (option.equals("--tempLocation")) {
      options.remove("--gcpTempLocation");
    }
    options.put(option, value);

    CommandLineRun run = run(options);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).contains(message).hasLineCount(1).doesNotContain("Exception");
  }

  @Test
  void aBatchJobOfAStreamNeedsAnEnd() {
    Map<String, String> options = complete();
    options.put("--bootstrapServers", "broker.example:9092");
    options.put("--topic", "events");
    options.put("--streaming", "false");

    CommandLineRun run = run(options);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output())
        .startsWith("lambda: A stream without an end cannot be read by a batch job")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--lake|/data/flights|The lake at /data/flights is on this machine",
        "--lake|file:///data/flights|The lake at file:///data/flights is on this machine",
        "--bootstrapServers|localhost:9092|The brokers at localhost:9092 are on this machine",
        "--bootstrapServers|10.0.0.7:9092,127.0.0.1:9093|The brokers at 10.0.0.7:9092",
        "--output|jdbc:sqlite:results.db|A SQLite file would stay on the workers"
      })
  void whatGooglesWorkersCannotReachIsRefused(String option, String value, String message) {
    Map<String, String> options = complete();
    options.remove("--dataflowEndpoint");
    options.put("--lake", "gs://bucket/lake");
    options.put(option, value);

    CommandLineRun run = run(options);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).startsWith("lambda: " + message).hasLineCount(1);
  }

  @Test
  void withoutCredentialsThereIsAWayToGetSome() {
    Map<String, String> options = complete();
    options.put("--credentialFactoryClass", NoCredentials.class.getName());

    CommandLineRun run = run(options);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output())
        .startsWith("lambda: No Google credentials were found: run gcloud auth")
        .hasLineCount(1);
  }

  @Test
  void aPlanNeedsNoProject() {
    CommandLineRun run =
        CommandLineRun.of(
            List.of(
                "plan",
                "aggregate",
                "--runner=DataflowRunner",
                "--lake=src/main/resources",
                "--eventTimeField=date",
                "--key=origin",
                "--value=delay",
                "--window=fixed:PT1H",
                "--output=jdbc:postgresql://db.example/results"));

    assertThat(run.output()).contains("No Parquet file found at").doesNotContain("--project");
  }

  @Test
  void theMatrixNeedsNoProject() {
    CommandLineRun run =
        CommandLineRun.of(List.of("matrix", "aggregate", "--runner=dataflow", "--fail"));

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("Dataflow streaming");
  }
}
