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

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.Job;
import com.google.api.services.dataflow.model.TemplateMetadata;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

  @Test
  void theJobIsWrittenAndNothingIsSubmitted() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_RUNNING")) {
      CommandLineRun run = CommandLineRun.run("aggregate", options(service));

      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output()).isEmpty();
      assertThat(service.jobs()).isEmpty();
      Job job = new ObjectMapper().readValue(template.toFile(), Job.class);
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

      Job job = new ObjectMapper().readValue(template.toFile(), Job.class);
      GraphSteps graph = GraphSteps.of(job);

      assertThat(graph.splits(graph.read("Read lake")))
          .singleElement()
          .satisfies(
              lane ->
                  assertThat(org.apache.beam.sdk.transforms.display.DisplayData.from(lane))
                      .extracting(data -> rows(data.asMap().values().stream()))
                      .isEqualTo(500L));
    }
  }

  private static long rows(Stream<org.apache.beam.sdk.transforms.display.DisplayData.Item> items) {
    return items
        .filter(item -> "rows".equals(item.getKey()))
        .mapToLong(item -> ((Number) item.getValue()).longValue())
        .sum();
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
      java.io.StringWriter output = new java.io.StringWriter();
      java.io.PrintWriter writer = new java.io.PrintWriter(output, true);

      int exitCode =
          FlexTemplateLaunch.launch("aggregate", writer, writer, arguments.toArray(String[]::new));

      assertThat(exitCode).as(output.toString()).isZero();
      assertThat(service.jobs()).isEmpty();
      Job job = new ObjectMapper().readValue(template.toFile(), Job.class);
      assertThat(job.getLabels()).containsEntry("a", "b");
      assertThat(GraphSteps.of(job).splits(GraphSteps.of(job).read("Read lake"))).hasSize(1);
    }
  }
}
