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

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.Job;
import com.google.api.services.dataflow.model.TemplateMetadata;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassicTemplateTest {

  private static final Instant FROM = Instant.parse("2001-02-27T00:00:00Z");

  @TempDir private Path dir;
  private String lake = "";
  private Path template = Path.of("");

  @BeforeEach
  void writeLake() throws IOException {
    template = dir.resolve("hourly");
    lake =
        LakeWriter.ofRows()
            .write(dir.resolve("lake"), Row.generate(500, FROM, Duration.ofDays(1), 3, 5))
            .location();
  }

  private List<String> options(FakeDataflow service, String... more) throws IOException {
    List<String> options =
        new ArrayList<>(
            CommandLineRun.offline(service.url(), Files.createDirectories(dir.resolve("staging"))));
    options.addAll(
        List.of(
            "--lake=" + lake,
            "--eventTimeField=event_time",
            "--key=key",
            "--value=value",
            "--window=fixed:PT1H",
            "--jobName=hourly",
            "--output=jdbc:sqlite:" + dir.resolve("results.db"),
            "--templateLocation=" + template));
    options.addAll(List.of(more));
    return options;
  }

  private Job job() throws IOException {
    return GsonFactory.getDefaultInstance().fromString(Files.readString(template), Job.class);
  }

  @Test
  void theJobIsWrittenAndNothingIsSubmitted() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_RUNNING")) {
      CommandLineRun run = CommandLineRun.run("aggregate", options(service));

      assertThat(run.exitCode()).as(run.output()).isZero();
      // No progress of a job that does not run.
      assertThat(run.output().lines())
          .allMatch(line -> line.startsWith("warning: nobody has tried"));
      assertThat(service.jobs()).isEmpty();
      Job job = job();
      assertThat(job.getName()).isEqualTo("hourly");
      assertThat(job.getType()).isEqualTo("JOB_TYPE_STREAMING");
      assertThat(GraphSteps.of(job).read("Read lake")).contains("Read events");
    }
  }

  @Test
  void theMetadataTellsThePlanAndOffersNoParameters() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_RUNNING")) {
      assertThat(CommandLineRun.run("aggregate", options(service)).exitCode()).isZero();

      TemplateMetadata metadata =
          GsonFactory.getDefaultInstance()
              .fromString(Files.readString(dir.resolve("hourly_metadata")), TemplateMetadata.class);
      assertThat(metadata.getName()).isEqualTo("hourly");
      assertThat(metadata.getStreaming()).isTrue();
      assertThat(metadata.getDescription()).contains("500 rows", "Stream  none", lake);
      assertThat(metadata.getParameters()).isEmpty();
      assertThat(metadata.getUnknownKeys()).isEmpty();
    }
  }

  @Test
  void theFilesOfTheLakeAreThoseOfWhenTheTemplateWasMade() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_RUNNING")) {
      assertThat(CommandLineRun.run("aggregate", options(service)).exitCode()).isZero();
      LakeWriter.ofRows()
          .write(
              dir.resolve("lake/later"),
              Row.generate(100, FROM.plus(Duration.ofDays(1)), Duration.ofDays(1), 3, 6));

      Job job = job();
      GraphSteps graph = GraphSteps.of(job);

      assertThat(graph.splits(graph.read("Read lake")))
          .singleElement()
          .satisfies(
              lane ->
                  assertThat(DisplayData.from(lane).asMap().values())
                      .filteredOn(item -> "rows".equals(item.getKey()))
                      .extracting(item -> ((Number) item.getValue()).longValue())
                      .containsExactly(500L));
    }
  }

  @Test
  void aRelativeLocationIsRefused() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_RUNNING")) {
      List<String> options = options(service);
      options.remove(options.size() - 1);
      options.add("--templateLocation=templates/hourly");

      CommandLineRun run = CommandLineRun.run("aggregate", options);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.output())
          .startsWith("lambda: Invalid --templateLocation 'templates/hourly': expected a file on")
          .hasLineCount(1);
    }
  }

  @Test
  void theLauncherOfAFlexTemplateMakesThePlanWhenItIsLaunched() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_RUNNING")) {
      List<String> arguments =
          options(service, "--runner=DataflowRunner", "--labels={\"a\":\"b\"}");
      StringWriter output = new StringWriter();
      PrintWriter writer = new PrintWriter(output, true);

      int exitCode =
          FlexTemplateLaunch.launch("aggregate", writer, writer, arguments.toArray(String[]::new));

      assertThat(exitCode).as(output.toString()).isZero();
      assertThat(service.jobs()).isEmpty();
      Job job = job();
      assertThat(job.getLabels()).containsEntry("a", "b");
      assertThat(GraphSteps.of(job).splits(GraphSteps.of(job).read("Read lake"))).hasSize(1);
    }
  }
}
