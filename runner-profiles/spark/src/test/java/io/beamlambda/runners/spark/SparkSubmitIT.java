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

import io.beamlambda.runners.cluster.spark.SparkCluster;
import io.beamlambda.runners.cluster.spark.SparkClusterSettings;
import io.beamlambda.runners.contract.FlightsOnCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The flights job out of the bundled jar, on a cluster that got nothing else of this project: the
 * README's commands, as they stand there. Runs when the jar has been made.
 */
@Tag("cluster")
class SparkSubmitIT {

  /** An executor or a driver in each, and no more of both than there are workers. */
  private static final int WORKER_MEGABYTES = 2048;

  @TempDir Path dir;

  private FlightsOnCluster flights;
  private SparkCluster cluster;

  @BeforeEach
  void start() {
    flights = FlightsOnCluster.start(dir);
    cluster =
        SparkCluster.start(
            SparkClusterSettings.defaults()
                .withWorkers(2)
                .withMemoryMegabytes(WORKER_MEGABYTES)
                .withDir(dir.resolve("spark")));
  }

  @AfterEach
  void stop() throws IOException {
    cluster.close();
    flights.close();
  }

  @Test
  void theDriverRunsWhereItIsSubmitted() throws IOException {
    try (ShellCommands submit = submit("--deploy-mode client")) {
      flights.assertExactAtTheEnd(submit.ended());
    }
  }

  @Test
  void theDriverRunsOnAWorker() throws IOException {
    try (ShellCommands submit = submit("--deploy-mode cluster")) {
      assertThat(submit.ended().join()).startsWith("exit code 0");
      // The driver has no end, and nobody here hears of one.
      flights.assertExactAtTheEnd(new CompletableFuture<>());
    }
  }

  private ShellCommands submit(String mode) throws IOException {
    return ShellCommands.start(
        DocumentedCommands.with(mode),
        Map.of(
            "PATH", cluster.sparkSubmit().getParent() + ":" + System.getenv("PATH"),
            "MASTER", cluster.address(),
            "BUNDLE", bundle(),
            "CHECKPOINTS", dir.resolve("checkpoints").toUri().toString(),
            "OPTIONS", options()),
        dir.resolve("submit.log"));
  }

  private static String bundle() {
    Path bundle = Path.of("target/spark-bundle.jar").toAbsolutePath();
    assertThat(bundle).as("what ./lambda bundle --runner=spark makes").isRegularFile();
    return bundle.toString();
  }

  private String options() {
    return flights
        .arguments(List.of("--jobName=flights", "--lanes=2", "--maxLead=" + maxLead()))
        .stream()
        // The README has these.
        .filter(argument -> argument.startsWith("--") && !argument.startsWith("--runner"))
        .collect(Collectors.joining(" "));
  }

  private String maxLead() {
    return flights.isFull() ? "P2D" : "PT4H";
  }
}
