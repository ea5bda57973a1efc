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
import java.util.Iterator;
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

  @TempDir Path dir;

  private FlightsOnCluster flights;
  private FlinkCluster cluster;
  private FlinkRest rest;
  private StagedFiles classes;
  private CompletableFuture<String> job = new CompletableFuture<>();
  private String id = "";
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
    Iterator<Integer> tasks = List.of(1, 2, 1).iterator();
    String first = submit(2);

    flights.interruptInEveryPhase(
        job,
        before -> {
          String savepoint = rest.stopWithSavepoint(id, LIMIT);
          if (id.equals(first)) {
            assertThatAnotherPlanIsRefused(savepoint);
          }
          submit(tasks.next(), "--savepointPath=" + savepoint);
          return job;
        });
  }

  /** The sources are those of the savepoint, whatever the program says: nothing may be read. */
  private void assertThatAnotherPlanIsRefused(String savepoint) {
    run("stranger", 1, "--savepointPath=" + savepoint, "--lanes=1");
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
  }

  @Test
  void goesOnWhenATaskManagerIsKilledInEveryPhase() {
    submit(2);

    flights.interruptInEveryPhase(
        job,
        before -> {
          await().atMost(LIMIT).until(() -> rest.completedCheckpoints(id) > 0);
          int restored = rest.restored(id);
          cluster.killTaskManager(0);
          cluster.startTaskManager();
          cluster.awaitTaskManagers();
          await().atMost(LIMIT).until(() -> rest.restored(id) > restored);
          return before;
        });
  }

  @Test
  void goesOnFromTheRetainedCheckpointWhenTheJobManagerIsKilledInEveryPhase() {
    submit(2);

    flights.interruptInEveryPhase(
        job,
        before -> {
          await().atMost(LIMIT).until(() -> cluster.latestCheckpoint(id).isPresent());
          cluster.killJobManager();
          cluster.startJobManager();
          cluster.awaitTaskManagers();
          submit(2, "--savepointPath=" + cluster.latestCheckpoint(id).orElseThrow());
          return job;
        });
  }

  @Test
  void goesOnWhenTheBrokerIsRestartedInEveryPhase() {
    submit(2);

    flights.interruptInEveryPhase(
        job,
        before -> {
          flights.restartBroker();
          return before;
        });
  }

  private String submit(int parallelism, String... more) {
    String name = "flights-" + jobs++;
    List<String> options = new ArrayList<>(List.of(more));
    options.add("--planLocation=" + dir.resolve("plan.json"));
    options.add("--lanes=2");
    run(name, parallelism, options.toArray(String[]::new));
    id = rest.awaitJob(name, LIMIT);
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
