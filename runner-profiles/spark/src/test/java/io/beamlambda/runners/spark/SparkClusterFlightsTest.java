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

import io.beamlambda.pipelines.cli.Lambda;
import io.beamlambda.runners.cluster.EngineClassPath;
import io.beamlambda.runners.cluster.EngineProcess;
import io.beamlambda.runners.cluster.Launch;
import io.beamlambda.runners.cluster.StagedFiles;
import io.beamlambda.runners.cluster.spark.SparkCluster;
import io.beamlambda.runners.cluster.spark.SparkClusterSettings;
import io.beamlambda.runners.contract.FlightsOnCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.streaming.StreamingContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The flights job on two executors, with several lanes and partitions. The runner takes the latest
 * watermark of them: with no lateness allowed, a reader that went too far would lose flights.
 */
@Tag("cluster")
class SparkClusterFlightsTest {

  @TempDir Path dir;

  private FlightsOnCluster flights;
  private SparkCluster cluster;
  private StagedFiles classes;
  private CompletableFuture<String> job = new CompletableFuture<>();
  private @Nullable EngineProcess driver;
  private int drivers;

  @BeforeEach
  void start() {
    flights = FlightsOnCluster.start(dir);
    cluster =
        SparkCluster.start(
            SparkClusterSettings.defaults().withWorkers(2).withDir(dir.resolve("spark")));
    classes = StagedFiles.without(SparkCluster.engine()).inPlace(cluster.dir());
  }

  @AfterEach
  void stop() throws IOException {
    stopDriver();
    if (StreamingContext.getActive().isDefined()) {
      StreamingContext.getActive().get().stop(true, false);
    }
    cluster.close();
    flights.close();
  }

  @Test
  void goesOnWhenAnExecutorIsKilledInEveryPhase() {
    run();

    flights.interruptInEveryPhase(
        job,
        before -> {
          assertThat(cluster.executors()).hasSize(2);
          replaceExecutor();
          return before;
        });
  }

  @Test
  void goesOnWhenTheBrokerIsRestartedInEveryPhase() {
    run();

    flights.interruptInEveryPhase(
        job,
        before -> {
          flights.restartBroker();
          return before;
        });
  }

  /** The driver is a process of its own here, as it is with spark-submit. */
  @Test
  void goesOnFromTheCheckpointWhenTheDriverIsKilledInEveryPhase() {
    driver = startDriver();

    flights.interruptInEveryPhase(
        job,
        before -> {
          stopDriver();
          driver = startDriver();
          return before;
        });
  }

  private void stopDriver() {
    EngineProcess running = driver;
    if (running != null) {
      running.kill();
    }
  }

  private EngineProcess startDriver() {
    List<String> options = new ArrayList<>(options());
    options.add("--checkpointDir=" + dir.resolve("checkpoint").toUri());
    drivers++;
    return EngineProcess.start(
        new Launch(
            "driver-" + drivers,
            Lambda.class.getName(),
            new EngineClassPath(EngineClassPath.split(System.getProperty("java.class.path", ""))),
            flags(),
            flights.arguments(options),
            Map.of(),
            dir,
            false));
  }

  private static List<String> flags() {
    try {
      return Files.readAllLines(Path.of("jvm.flags")).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void replaceExecutor() {
    ProcessHandle killed = cluster.executors().get(0);
    cluster.killExecutor(killed.pid());
    await()
        .atMost(FlightsOnCluster.LIMIT)
        .until(
            () ->
                cluster.executors().size() == 2
                    && cluster.executors().stream().noneMatch(e -> e.pid() == killed.pid()));
  }

  private void run() {
    job = flights.run(options());
  }

  private List<String> options() {
    List<String> options = new ArrayList<>(cluster.jobOptions(classes));
    options.addAll(
        List.of(
            "--jobName=flights",
            "--lanes=2",
            "--planLocation=" + dir.resolve("plan.json"),
            "--maxLead=" + (flights.isFull() ? "P2D" : "PT4H"),
            "--tempLocation=" + dir));
    return options;
  }
}
