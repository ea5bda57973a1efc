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
package io.beamlambda.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.beamlambda.runners.cluster.StagedFiles;
import io.beamlambda.runners.cluster.spark.SparkCluster;
import io.beamlambda.runners.cluster.spark.SparkClusterSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on a cluster of separate JVMs, whose executors fetch the classes from this one. */
@Tag("cluster")
class SparkClusterJobsTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long NUMBERS = 10_000;

  private static SparkCluster cluster;
  private static StagedFiles classes;

  @TempDir static Path clusterDir;
  @TempDir Path dir;

  @BeforeAll
  static void startCluster() {
    cluster = SparkCluster.start(SparkClusterSettings.defaults().withDir(clusterDir));
    // Not in an initialiser: functions of this class run on the cluster, too.
    classes = StagedFiles.without(SparkCluster.engine()).inPlace(clusterDir);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @Test
  void runsABoundedJobToItsEnd() throws IOException {
    Files.createFile(dir.resolve(GateFn.GATE));

    assertThat(run("bounded")).isEqualTo(PipelineResult.State.DONE);
    assertThat(linesOf("out")).containsExactlyInAnyOrderElementsOf(expected());
  }

  @Test
  void goesOnWhenAnExecutorIsKilled() throws IOException {
    CompletableFuture<PipelineResult.State> job =
        CompletableFuture.supplyAsync(() -> run("killed"));
    // Whichever has begun with numbers, and waits.
    await().atMost(LIMIT).until(() -> !GateFn.waiting(dir).isEmpty() || job.isDone());
    assertThat(cluster.executors()).extracting(ProcessHandle::pid).containsAll(GateFn.waiting(dir));

    cluster.killExecutor(GateFn.waiting(dir).get(0));
    Files.createFile(dir.resolve(GateFn.GATE));

    assertThat(job.join()).isEqualTo(PipelineResult.State.DONE);
    assertThat(linesOf("out")).containsExactlyInAnyOrderElementsOf(expected());
  }

  private PipelineResult.State run(String name) {
    List<String> arguments = new ArrayList<>(cluster.jobOptions(classes));
    arguments.addAll(List.of("--runner=SparkRunner", "--jobName=" + name, "--tempLocation=" + dir));
    Pipeline pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new)).create());
    pipeline
        .apply(GenerateSequence.from(0).to(NUMBERS))
        .apply(ParDo.of(new GateFn(dir.toString())))
        .apply(MapElements.into(TypeDescriptors.longs()).via(n -> n % 7))
        .apply(Count.perElement())
        .apply(
            MapElements.into(TypeDescriptors.strings())
                .via(count -> count.getKey() + " " + count.getValue()))
        .apply(TextIO.write().to(dir.resolve("out").toString()));
    return pipeline.run().waitUntilFinish();
  }

  private static List<String> expected() {
    Map<Long, Long> counts =
        LongStream.range(0, NUMBERS)
            .boxed()
            .collect(Collectors.groupingBy(n -> n % 7, Collectors.counting()));
    return counts.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
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

  /** Lets numbers pass when there is a file; says before that which process waits for it. */
  private static final class GateFn extends DoFn<Long, Long> {

    private static final long serialVersionUID = 1L;
    private static final String GATE = "gate";
    private static final String WAITING = "waiting-";

    private final String dir;

    GateFn(String dir) {
      this.dir = dir;
    }

    @ProcessElement
    public void process(@Element Long number, OutputReceiver<Long> out) throws IOException {
      Path gate = Path.of(dir, GATE);
      if (!Files.exists(gate)) {
        Files.writeString(Path.of(dir, WAITING + ProcessHandle.current().pid()), "");
        await().atMost(LIMIT).until(() -> Files.exists(gate));
      }
      out.output(number);
    }

    /** The processes that have begun to wait. */
    static List<Long> waiting(Path dir) {
      try (Stream<Path> files = Files.list(dir)) {
        return files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.startsWith(WAITING))
            .map(name -> Long.parseLong(name.substring(WAITING.length())))
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
