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
package io.beamlambda.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.beamlambda.runners.cluster.EngineProcess;
import io.beamlambda.runners.cluster.StagedFiles;
import io.beamlambda.runners.cluster.flink.FlinkCluster;
import io.beamlambda.runners.cluster.flink.FlinkClusterSettings;
import io.beamlambda.runners.cluster.flink.FlinkRest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on a cluster of separate JVMs, which get their classes as staged files. */
@Tag("cluster")
class FlinkClusterJobsTest {

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final long PER_SECOND = 400;
  private static final long SOME = 400;

  private static FlinkCluster cluster;
  private static StagedFiles classes;
  private static FlinkRest rest;

  @TempDir static Path clusterDir;
  @TempDir Path dir;

  private final List<String> submitted = new ArrayList<>();
  private Path counts;

  @BeforeAll
  static void startCluster() {
    cluster = FlinkCluster.start(FlinkClusterSettings.defaults().withDir(clusterDir));
    // Not in an initialiser: functions of this class run on the cluster, too.
    classes = StagedFiles.without(FlinkCluster.engine()).inPlace(clusterDir);
    rest = cluster.rest();
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void makeDirectory() throws IOException {
    counts = Files.createDirectory(dir.resolve("counts"));
  }

  /** What a failed test has left would keep its slots. */
  @AfterEach
  void cancelJobs() {
    for (String job : submitted) {
      if (rest.jobs().containsKey(job) && !rest.hasEnded(job)) {
        rest.cancel(job, LIMIT);
      }
    }
  }

  @Test
  void runsABoundedJobToItsEnd() {
    runBounded(options("bounded", "--attachedMode=true"));
  }

  @Test
  void runsAJobWhoseJarsAreAllStaged() {
    PipelineOptions options = options("staged", "--attachedMode=true");
    options
        .as(FlinkPipelineOptions.class)
        .setFilesToStage(StagedFiles.without(FlinkCluster.engine()).paths());
    runBounded(options);
  }

  private void runBounded(PipelineOptions options) {
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(GenerateSequence.from(0).to(10_000))
        .apply(MapElements.into(TypeDescriptors.longs()).via(n -> n % 7))
        .apply(Count.perElement())
        .apply(
            MapElements.into(TypeDescriptors.strings())
                .via(count -> count.getKey() + " " + count.getValue()))
        .apply(TextIO.write().to(dir.resolve("out").toString()));

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);

    Map<String, Long> expected =
        LongStream.range(0, 10_000)
            .boxed()
            .collect(Collectors.groupingBy(n -> Long.toString(n % 7), Collectors.counting()));
    assertThat(linesOf("out"))
        .containsExactlyInAnyOrderElementsOf(
            expected.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }

  @Test
  void goesOnFromASavepoint() {
    String first = submit("savepoint-1");
    awaitTotal(SOME);
    String savepoint = rest.stopWithSavepoint(first, LIMIT);
    long atSavepoint = total();
    assertExact();

    String second = submit("savepoint-2", "--savepointPath=" + savepoint);
    awaitTotal(atSavepoint + SOME);
    rest.stopWithSavepoint(second, LIMIT);

    assertExact();
    assertThat(rest.restored(second)).isEqualTo(1);
  }

  @Test
  void goesOnWhenATaskManagerIsKilled() {
    String job = submit("killed");
    awaitTotal(SOME);
    await().atMost(LIMIT).until(() -> rest.completedCheckpoints(job) > 2);
    assertThat(rest.exceptions(job)).isEmpty();

    // All slots of both are in use: killing one interrupts the job.
    cluster.killTaskManager(0);
    EngineProcess replacement = cluster.startTaskManager();
    cluster.awaitTaskManagers();
    await().atMost(LIMIT).until(() -> rest.restored(job) > 0);
    awaitTotal(total() + SOME);
    rest.stopWithSavepoint(job, LIMIT);

    assertExact();
    assertThat(replacement.isAlive()).isTrue();
    assertThat(rest.exceptions(job)).isNotEmpty();
  }

  @Test
  void goesOnFromACheckpointWhenTheJobManagerIsKilled() {
    String first = submit("orphan");
    awaitTotal(SOME);
    await().atMost(LIMIT).until(() -> rest.completedCheckpoints(first) > 2);

    cluster.killJobManager();
    cluster.startJobManager();
    cluster.awaitTaskManagers();
    long atKill = total();
    String checkpoint = cluster.latestCheckpoint(first).orElseThrow();
    String second = submit("heir", "--savepointPath=" + checkpoint);
    awaitTotal(atKill + SOME);
    rest.stopWithSavepoint(second, LIMIT);

    assertExact();
  }

  private void awaitTotal(long wanted) {
    await().atMost(LIMIT).until(() -> total() >= wanted);
  }

  private long total() {
    return CountingPipeline.total(counts);
  }

  private void assertExact() {
    assertThat(CountingPipeline.written(counts))
        .isEqualTo(CountingPipeline.expected(CountingPipeline.counts(counts)));
  }

  /** Submits the counting pipeline with checkpoints on, and returns its id. */
  private String submit(String name, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--attachedMode=false",
                "--streaming=true",
                "--checkpointingInterval=500",
                "--parallelism=4"));
    arguments.addAll(List.of(more));
    PipelineOptions options = options(name, arguments.toArray(String[]::new));
    CountingPipeline.of(options, PER_SECOND, counts).run();
    String job = rest.awaitJob(name, LIMIT);
    submitted.add(job);
    return job;
  }

  private PipelineOptions options(String name, String... more) {
    List<String> arguments = new ArrayList<>(cluster.jobOptions(classes));
    arguments.addAll(List.of("--runner=FlinkRunner", "--jobName=" + name, "--tempLocation=" + dir));
    arguments.addAll(List.of(more));
    return PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new)).create();
  }

  private List<String> linesOf(String prefix) {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(dir)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith(prefix)).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
