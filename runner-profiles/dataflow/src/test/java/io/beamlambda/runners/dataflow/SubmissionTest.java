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

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.services.dataflow.model.Job;
import com.google.api.services.dataflow.model.MetricStructuredName;
import com.google.api.services.dataflow.model.MetricUpdate;
import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.RowOrder;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.io.PlanOptions;
import io.beamlambda.kafka.EmbeddedKafka;
import io.beamlambda.pipelines.AggregateOptions;
import io.beamlambda.pipelines.AggregatePipeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on their way to a service that stands in for Dataflow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmissionTest {

  private static final Instant FROM = Instant.parse("2001-02-27T00:00:00Z");
  private static final Instant CUTOFF = FROM.plus(Duration.ofDays(1));
  private static final String TOPIC = "rows";

  private final List<Row> rows = Row.generate(6_000, FROM, Duration.ofHours(36), 5, 11);

  private Path shared = Path.of("");
  private String lake = "";
  private @Nullable EmbeddedKafka kafka;

  private Path staging = Path.of("");
  private int submissions;

  @BeforeAll
  void writeLakeAndStream(@TempDir Path dir) throws IOException {
    shared = dir;
    Lake written =
        LakeWriter.ofRows()
            .withLayout(Layout.periods(Duration.ofHours(3)))
            .withRowOrder(RowOrder.SHUFFLED)
            .write(
                shared.resolve("lake"),
                rows.stream().filter(row -> row.eventTime().isBefore(CUTOFF)).toList());
    lake = written.location();
    EmbeddedKafka started = EmbeddedKafka.start();
    kafka = started;
    TopicWriter.ofRows()
        .withPartitions(3)
        .write(
            started.bootstrapServers(),
            TOPIC,
            rows.stream()
                .filter(row -> !row.eventTime().isBefore(CUTOFF.minus(Duration.ofHours(6))))
                .toList());
  }

  @AfterAll
  void stopBroker() {
    if (kafka != null) {
      kafka.close();
    }
  }

  @BeforeEach
  void makeFolder() throws IOException {
    staging = Files.createDirectory(shared.resolve("staging-" + submissions++));
  }

  private String bootstrapServers() {
    EmbeddedKafka started = kafka;
    assertThat(started).isNotNull();
    return started.bootstrapServers();
  }

  private List<String> options(FakeDataflow service, String... more) {
    List<String> options = new ArrayList<>(CommandLineRun.offline(service.url(), staging));
    options.addAll(
        List.of(
            "--lake=" + lake,
            "--eventTimeField=event_time",
            "--bootstrapServers=" + bootstrapServers(),
            "--topic=" + TOPIC,
            "--cutoff=" + CUTOFF,
            "--until=stream-end",
            "--key=key",
            "--value=value",
            "--window=fixed:PT1H",
            "--lanes=2",
            "--maxLead=PT3H",
            "--output=jdbc:sqlite:" + staging.resolve("results.db")));
    options.addAll(List.of(more));
    return options;
  }

  private CommandLineRun submit(FakeDataflow service, String... more) {
    return CommandLineRun.run("aggregate", options(service, more));
  }

  @Test
  void aStreamingJobHasLakeStreamWindowsAndResults() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_RUNNING", "JOB_STATE_DONE")) {
      CommandLineRun run = submit(service);

      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(service.job().getType()).isEqualTo("JOB_TYPE_STREAMING");
      assertThat(GraphSteps.of(service.job()).names())
          .containsExactly(
              "ParallelRead: Read events/Read lake/Lanes/DataflowRunner.StreamingUnbo"
                  + "undedRead.ReadWithIds",
              "ParallelDo: Read events/Read lake/Lanes/StripIds",
              "ParallelDo: Read events/Read lake/Rows",
              "ParallelRead: Read events/Read stream/KafkaIO.Read.ReadFromKafkaViaUnb"
                  + "ounded/Read(KafkaUnboundedSource)/DataflowRunner.StreamingUnboundedRead.ReadWithIds",
              "ParallelDo: Read events/Read stream/KafkaIO.Read.ReadFromKafkaViaUnbou"
                  + "nded/Read(KafkaUnboundedSource)/StripIds",
              "ParallelDo: Read events/Cut at the seam",
              "Flatten: Read events/Lake and stream",
              "Bucket: Window/Window.Assign",
              "ParallelDo: Aggregate/Combine in bundle",
              "GroupByKey: Aggregate/Combine accumulators/GroupByKey",
              "CombineValues: Aggregate/Combine accumulators/Combine.GroupedValues",
              "ParallelDo: Add window and pane",
              "ParallelDo: Write results/Upsert");
    }
  }

  @Test
  void aBatchJobSpreadsSlicesAndPartitions() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_DONE")) {
      CommandLineRun run = submit(service, "--streaming=false");

      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(service.job().getType()).isEqualTo("JOB_TYPE_BATCH");
      assertThat(service.job().getEnvironment().getExperiments())
          .doesNotContain("enable_streaming_engine");
      assertThat(GraphSteps.of(service.job()).names())
          .containsExactly(
              "ParallelRead: Read events/Slices/Read(CreateSource)",
              "ParallelDo: Read events/Spread slices/Pair with random key",
              "Bucket: Read events/Spread slices/Reshuffle/Window.Into()/Window.Assign",
              "GroupByKey: Read events/Spread slices/Reshuffle/GroupByKey",
              "ParallelDo: Read events/Spread slices/Reshuffle/ExpandIterable",
              "ParallelDo: Read events/Spread slices/Values/Values/Map",
              "ParallelDo: Read events/Read slices",
              "ParallelRead: Read events/Partitions/Read(CreateSource)",
              "ParallelDo: Read events/Spread partitions/Pair with random key",
              "Bucket: Read events/Spread partitions/Reshuffle/Window.Into()/Window.Assign",
              "GroupByKey: Read events/Spread partitions/Reshuffle/GroupByKey",
              "ParallelDo: Read events/Spread partitions/Reshuffle/ExpandIterable",
              "ParallelDo: Read events/Spread partitions/Values/Values/Map",
              "ParallelDo: Read events/Read partitions",
              "Flatten: Read events/Lake and stream",
              "Bucket: Window/Window.Assign",
              "ParallelDo: Aggregate/Combine in bundle",
              "GroupByKey: Aggregate/Combine accumulators/GroupByKey",
              "CombineValues: Aggregate/Combine accumulators/Combine.GroupedValues",
              "ParallelDo: Add window and pane",
              "ParallelDo: Write results/Upsert");
    }
  }

  @Test
  void aStreamingJobTakesTheProfilesDefaultsAndNoSecrets() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_DONE")) {
      CommandLineRun run =
          submit(
              service,
              "--consumerConfig={\"ssl.key.password\":\"hush-hush\"}",
              "--experiments=of_the_users_own");

      assertThat(run.exitCode()).as(run.output()).isZero();
      Job job = service.job();
      assertThat(job.getEnvironment().getExperiments())
          .contains("of_the_users_own", "use_unbounded_sdf_wrapper")
          .contains("enable_streaming_engine", "enable_windmill_service");
      assertThat(sdkOptions(job))
          .containsEntry("board", "kafka")
          .containsKey("lambdaPlans")
          .doesNotContainKeys("consumerConfig", "output");
      assertThat(String.valueOf(sdkOptions(job).get("unboundedReaderMaxReadTimeMs")))
          .isEqualTo("1000");
      assertThat(job.toString()).doesNotContain("hush-hush");
      assertThat(run.output()).doesNotContain("hush-hush");
    }
  }

  @Test
  void theSourcesInTheJobAreThoseOfThePlan() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_DONE")) {
      CommandLineRun run = submit(service);
      assertThat(run.exitCode()).as(run.output()).isZero();
      GraphSteps graph = GraphSteps.of(service.job());
      String lakeStep = graph.read("Read lake");
      String streamStep = graph.read("Read stream");

      assertThat(graph.source(lakeStep).getClass().getName())
          .isEqualTo("io.beamlambda.io.LakeSource");
      assertThat(graph.source(streamStep).getClass().getName())
          .isEqualTo("org.apache.beam.sdk.io.kafka.KafkaUnboundedSource");
      assertThat(classesIn(graph.source(streamStep))).contains("io.beamlambda.io.HeldConsumerFn");
      assertThat(graph.splits(lakeStep)).hasSize(2);
      assertThat(graph.splits(streamStep)).hasSize(3);
      assertThat(graph.splits(lakeStep).stream().mapToLong(SubmissionTest::rowsOf).sum())
          .isEqualTo(rows.stream().filter(row -> row.eventTime().isBefore(CUTOFF)).count());
      // A worker has these options, by which a reader knows its plan.
      assertThat(workerOptions(service.job()).as(PlanOptions.class).getLambdaPlans()).hasSize(1);
    }
  }

  @Test
  void theGraphForRunnerV2HasTheSameReaderOfTheStream() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_DONE")) {
      assertThat(submit(service).exitCode()).isZero();

      assertThat(portableTransforms())
          .anyMatch(name -> name.contains("KafkaUnboundedSource"))
          .noneMatch(name -> name.contains("GenerateKafkaSourceDescriptor"));
    }
  }

  @Test
  void withoutTheExperimentRunnerV2WouldReadTheStreamByTheSplittableReader() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_DONE")) {
      Pipeline pipeline = pipelineOfBeamAlone(service);

      pipeline.run();

      assertThat(portableTransforms())
          .anyMatch(name -> name.contains("GenerateKafkaSourceDescriptor"));
      // Runner v1 takes the unbounded source in any case.
      GraphSteps graph = GraphSteps.of(service.job());
      assertThat(graph.source(graph.read("Read stream")).getClass().getSimpleName())
          .isEqualTo("KafkaUnboundedSource");
    }
  }

  @Test
  void countersComeBackByTheStepsThatTheJobWasSentWith() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_RUNNING")) {
      Pipeline pipeline = pipelineOfBeamAlone(service);
      PipelineResult result = pipeline.run();
      String step = GraphSteps.of(service.job()).id(GraphSteps.of(service.job()).read("Read lake"));
      service.count(counter(step, 42, false));
      service.count(counter(step, 42, true));

      assertThat(
              result
                  .metrics()
                  .queryMetrics(
                      MetricsFilter.builder()
                          .addNameFilter(
                              MetricNameFilter.named("io.beamlambda.io.LambdaIO", "lakeRows"))
                          .build())
                  .getCounters())
          .singleElement()
          .satisfies(
              found -> {
                assertThat(found.getAttempted()).isEqualTo(42);
                assertThat(found.getKey().stepName()).contains("Read lake");
              });
    }
  }

  @Test
  void aJobThatFailsSaysWhatTheServiceSays() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_RUNNING", "JOB_STATE_FAILED")) {
      service.say("JOB_MESSAGE_BASIC", "Starting 1 worker");
      service.say("JOB_MESSAGE_ERROR", "Workflow failed. Causes: no quota in europe-west1");

      CommandLineRun run = submit(service);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.output())
          .contains("lambda: The job failed: Job 2026-11-26_04_00_00-1: Workflow failed.")
          .contains("no quota in europe-west1")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void aJobThatIsCancelledDoesNotEndWell() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_CANCELLED")) {
      CommandLineRun run = submit(service);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.output()).contains("lambda: The job ended in state CANCELLED");
    }
  }

  @Test
  void aDrainedJobEndsWell() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_DRAINING", "JOB_STATE_DRAINED")) {
      assertThat(submit(service).exitCode()).isZero();
    }
  }

  @Test
  void aJobThatTheServiceDoesNotTakeIsOneSentence() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_RUNNING")) {
      service.refuse("The Dataflow API is not enabled in project lambda-test-1.");

      CommandLineRun run = submit(service);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.output())
          .contains(
              "lambda: The job failed: Dataflow did not take the job: The Dataflow API is not"
                  + " enabled in project lambda-test-1. (HTTP status 403)")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void anUpdateGoesOnWithTheKeptPlanInPlaceOfTheRunningJob() throws IOException {
    try (FakeDataflow service = FakeDataflow.start("JOB_STATE_DONE")) {
      service.run(
          new Job().setId("2026-11-25_01").setName("hourly").setCurrentState("JOB_STATE_RUNNING"));
      String plan = "--planLocation=" + staging.resolve("plan.json");
      assertThat(submit(service, plan, "--jobName=hourly").exitCode()).isZero();

      CommandLineRun run = submit(service, plan, "--jobName=hourly", "--update");

      assertThat(run.exitCode()).as(run.output()).isZero();
      Job first = service.jobs().get(0);
      Job second = service.jobs().get(1);
      assertThat(second.getReplaceJobId()).isEqualTo("2026-11-25_01");
      assertThat(sdkOptions(second).get("lambdaPlans"))
          .isEqualTo(sdkOptions(first).get("lambdaPlans"));
      assertThat(GraphSteps.of(second).names()).isEqualTo(GraphSteps.of(first).names());
    }
  }

  /** Without what the profile adds. */
  private Pipeline pipelineOfBeamAlone(FakeDataflow service) {
    List<String> arguments = new ArrayList<>(options(service));
    arguments.addAll(List.of("--runner=DataflowRunner", "--streaming=true", "--board=kafka"));
    AggregateOptions options =
        PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new))
            .as(AggregateOptions.class);
    Pipeline pipeline = Pipeline.create(options);
    new AggregatePipeline().build(pipeline);
    return pipeline;
  }

  private List<String> portableTransforms() throws IOException {
    RunnerApi.Pipeline proto =
        RunnerApi.Pipeline.parseFrom(Files.readAllBytes(staging.resolve("pipeline.pb")));
    return proto.getComponents().getTransformsMap().values().stream()
        .map(RunnerApi.PTransform::getUniqueName)
        .toList();
  }

  private static Map<String, @Nullable Object> sdkOptions(Job job) {
    Map<String, @Nullable Object> options = new TreeMap<>();
    Map<?, ?> given =
        (Map<?, ?>)
            Objects.requireNonNull(job.getEnvironment().getSdkPipelineOptions().get("options"));
    given.forEach((name, value) -> options.put(String.valueOf(name), value));
    return options;
  }

  /** The options as a worker has them. */
  private static PipelineOptions workerOptions(Job job) throws IOException {
    ObjectMapper mapper =
        new ObjectMapper()
            .registerModules(ObjectMapper.findModules(SubmissionTest.class.getClassLoader()));
    return mapper.readValue(
        mapper.writeValueAsString(job.getEnvironment().getSdkPipelineOptions()),
        PipelineOptions.class);
  }

  private static MetricUpdate counter(String step, long value, boolean tentative) {
    Map<String, String> context =
        tentative
            ? Map.of("namespace", "io.beamlambda.io.LambdaIO", "step", step, "tentative", "true")
            : Map.of("namespace", "io.beamlambda.io.LambdaIO", "step", step);
    return new MetricUpdate()
        .setName(
            new MetricStructuredName().setOrigin("user").setName("lakeRows").setContext(context))
        .setScalar(value);
  }

  private static long rowsOf(UnboundedSource<?, ?> split) {
    return DisplayData.from(split).asMap().values().stream()
        .filter(item -> "rows".equals(item.getKey()))
        .mapToLong(item -> ((Number) item.getValue()).longValue())
        .sum();
  }

  private static String classesIn(Object serializable) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(serializable);
    }
    return bytes.toString(ISO_8859_1);
  }
}
