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

import io.beamlambda.runners.cluster.StagedFiles;
import io.beamlambda.runners.cluster.flink.FlinkCluster;
import io.beamlambda.runners.cluster.flink.FlinkClusterSettings;
import io.beamlambda.runners.cluster.flink.FlinkRest;
import io.beamlambda.runners.contract.FlightsOnCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flights job on two TaskManagers, interrupted while it reads the lake, at the seam, live. */
@Tag("cluster")
class FlinkClusterFlightsTest {

  private static final Duration LIMIT = FlightsOnCluster.LIMIT;
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path dir;

  private FlightsOnCluster flights;
  private FlinkCluster cluster;
  private FlinkRest rest;
  private StagedFiles classes;
  private CompletableFuture<String> job = new CompletableFuture<>();
  private int jobs;

  @BeforeEach
  void start() {
    flights = FlightsOnCluster.start(dir);
    // One slot each: a job of two tasks has one in each process.
    cluster =
        FlinkCluster.start(
            FlinkClusterSettings.defaults()
                .withTaskManagers(2)
                .withSlots(1)
                .withDir(dir.resolve("flink")));
    rest = cluster.rest();
    classes = StagedFiles.without(FlinkCluster.engine()).inPlace(cluster.dir());
  }

  @AfterEach
  void stop() throws IOException {
    cluster.close();
    flights.close();
  }

  @Test
  void goesOnFromSavepointsOfEveryPhaseWithMoreAndWithFewerTasks() {
    String id = submit(2);
    flights.awaitResultsAt(flights.withinLake(), job);
    assertThat(flights.reached()).isBefore(flights.cutoff());
    String inTheLake = rest.stopWithSavepoint(id, LIMIT);

    // The plan of the state does not fit the program: nothing is read.
    run("stranger", 1, "--savepointPath=" + inTheLake, "--lanes=1");
    String stranger = rest.awaitJob("stranger", LIMIT);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(rest.exceptions(stranger))
                    .anyMatch(
                        text ->
                            text.contains(
                                "The state that this job resumes from was read by plan")));
    rest.cancel(stranger, LIMIT);

    id = submit(1, "--savepointPath=" + inTheLake);
    flights.publishTo(flights.cutoff().plus(HOUR.multipliedBy(2)));
    flights.awaitResultsAt(flights.cutoff().plus(HOUR), job);
    String atTheSeam = rest.stopWithSavepoint(id, LIMIT);

    id = submit(2, "--savepointPath=" + atTheSeam);
    flights.publishTo(flights.live());
    flights.awaitResultsAt(flights.live().minus(HOUR), job);
    String live = rest.stopWithSavepoint(id, LIMIT);

    submit(1, "--savepointPath=" + live);
    flights.assertExactAtTheEnd(job);
  }

  @Test
  void goesOnWhenATaskManagerIsKilledInEveryPhase() {
    String id = submit(2);
    flights.awaitResultsAt(flights.withinLake(), job);
    assertThat(flights.reached()).isBefore(flights.cutoff());
    replaceTaskManager(id, 1);

    flights.publishTo(flights.cutoff().plus(HOUR.multipliedBy(2)));
    flights.awaitResultsAt(flights.cutoff().plus(HOUR), job);
    replaceTaskManager(id, 2);

    flights.publishTo(flights.live());
    flights.awaitResultsAt(flights.live().minus(HOUR), job);
    replaceTaskManager(id, 3);

    flights.assertExactAtTheEnd(job);
  }

  @Test
  void goesOnFromTheRetainedCheckpointWhenTheJobManagerIsKilledInEveryPhase() {
    String id = submit(2);
    flights.awaitResultsAt(flights.withinLake(), job);
    assertThat(flights.reached()).isBefore(flights.cutoff());
    String inTheLake = replaceJobManager(id);

    id = submit(2, "--savepointPath=" + inTheLake);
    flights.publishTo(flights.cutoff().plus(HOUR.multipliedBy(2)));
    flights.awaitResultsAt(flights.cutoff().plus(HOUR), job);
    String atTheSeam = replaceJobManager(id);

    id = submit(2, "--savepointPath=" + atTheSeam);
    flights.publishTo(flights.live());
    flights.awaitResultsAt(flights.live().minus(HOUR), job);
    String live = replaceJobManager(id);

    submit(2, "--savepointPath=" + live);
    flights.assertExactAtTheEnd(job);
  }

  @Test
  void goesOnWhenTheBrokerIsRestartedInEveryPhase() {
    submit(2);
    flights.awaitResultsAt(flights.withinLake(), job);
    assertThat(flights.reached()).isBefore(flights.cutoff());
    flights.restartBroker();

    flights.publishTo(flights.cutoff().plus(HOUR.multipliedBy(2)));
    flights.awaitResultsAt(flights.cutoff().plus(HOUR), job);
    flights.restartBroker();

    flights.publishTo(flights.live());
    flights.awaitResultsAt(flights.live().minus(HOUR), job);
    flights.restartBroker();

    flights.assertExactAtTheEnd(job);
  }

  private void replaceTaskManager(String id, int times) {
    await().atMost(LIMIT).until(() -> rest.completedCheckpoints(id) > 0);
    cluster.killTaskManager(0);
    cluster.startTaskManager();
    cluster.awaitTaskManagers();
    await().atMost(LIMIT).until(() -> rest.restored(id) >= times);
  }

  private String replaceJobManager(String id) {
    await().atMost(LIMIT).until(() -> cluster.latestCheckpoint(id).isPresent());
    cluster.killJobManager();
    cluster.startJobManager();
    cluster.awaitTaskManagers();
    return cluster.latestCheckpoint(id).orElseThrow();
  }

  private String submit(int parallelism, String... more) {
    String name = "flights-" + jobs++;
    List<String> options = new ArrayList<>(List.of(more));
    options.add("--planLocation=" + dir.resolve("plan.json"));
    options.add("--lanes=2");
    run(name, parallelism, options.toArray(String[]::new));
    String id = rest.awaitJob(name, LIMIT);
    rest.awaitRunning(id, LIMIT);
    return id;
  }

  private void run(String name, int parallelism, String... more) {
    List<String> options = new ArrayList<>(cluster.jobOptions(classes));
    options.addAll(
        List.of(
            "--jobName=" + name,
            "--parallelism=" + parallelism,
            "--checkpointingInterval=1000",
            // With two lanes in two processes, so slow that there is a lake phase to interrupt.
            "--maxLead=" + (flights.isFull() ? "PT2H" : "PT5M"),
            "--tempLocation=" + dir));
    options.addAll(List.of(more));
    job = flights.run(options);
  }
}
