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

import io.beamlambda.pipelines.cli.Lambda;
import io.beamlambda.runners.cluster.flink.FlinkApplication;
import io.beamlambda.runners.cluster.flink.FlinkCluster;
import io.beamlambda.runners.cluster.flink.FlinkClusterSettings;
import io.beamlambda.runners.cluster.flink.FlinkRest;
import io.beamlambda.runners.contract.FlightsOnCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The flights job out of the bundled jar, on a cluster of separate JVMs, by the commands of the
 * README: results in PostgreSQL, each equal to SQL over the source.
 */
class FlinkBundleFlightsIT {

  private static final Duration LIMIT = FlightsOnCluster.LIMIT;
  private static final Path BUNDLE = Path.of("target", "flink-bundle.jar").toAbsolutePath();
  private static final Pattern MASTER = Pattern.compile("--flinkMaster=(\\S+)");
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed\\. Path: (\\S+)");
  // Divides by all of the parallelisms.
  private static final int PARTITIONS = 4;

  @TempDir Path dir;

  private FlightsOnCluster flights;
  private int commands;

  @BeforeEach
  void start() {
    flights = FlightsOnCluster.start(dir, PARTITIONS);
  }

  @AfterEach
  void stop() throws IOException {
    flights.close();
  }

  /** flink run, flink stop, and flink run -s with half of the parallelism. */
  @Test
  void isScaledDownAfterTheBootstrapByTheCommandsOfFlink() throws Exception {
    Path place = dir.resolve("cluster");
    String started = lambda("cluster", "flink", "start", "--workers=2", "--dir=" + place);
    try {
      Matcher master = MASTER.matcher(started);
      assertThat(master.find()).isTrue();
      FlinkRest rest = new FlinkRest(master.group(1));

      flink(place, arguments("bootstrap", List.of("run", "-d", "-p", "4")));
      String first = rest.awaitJob("bootstrap", LIMIT);
      CompletableFuture<String> ended = end(rest, first);
      flights.awaitLive(ended);
      await().atMost(LIMIT).until(() -> rest.completedCheckpoints(first) > 0);
      Matcher savepoint =
          SAVEPOINT.matcher(
              flink(
                  place,
                  List.of("stop", "--savepointPath", dir.resolve("savepoints").toString(), first)));
      assertThat(savepoint.find()).isTrue();

      flink(place, arguments("live", List.of("run", "-d", "-s", savepoint.group(1), "-p", "2")));
      String second = rest.awaitJob("live", LIMIT);
      flights.assertExactAtTheEnd(end(rest, second));
      assertThat(rest.restored(second)).isEqualTo(1);
      rest.cancel(second, LIMIT);
      assertThat(rest.exceptions(first)).isEmpty();
      assertThat(rest.exceptions(second)).isEmpty();
    } finally {
      lambda("cluster", "flink", "stop", "--dir=" + place);
    }
  }

  /** ./lambda run, with the bundle in place of the classes of the source tree. */
  @Test
  void runsFromTheLauncher() {
    try (FlinkCluster cluster =
        FlinkCluster.start(FlinkClusterSettings.defaults().withDir(dir.resolve("cluster")))) {
      List<String> options =
          new ArrayList<>(
              List.of(
                  "--flinkMaster=" + cluster.address(),
                  "--filesToStage=" + BUNDLE,
                  "--jobName=launched",
                  "--parallelism=2",
                  "--tempLocation=" + dir));
      options.addAll(pace());

      flights.assertExactAtTheEnd(flights.run(options));
    }
  }

  /** The program has no --flinkMaster: that it is on a cluster is told by Flink. */
  @Test
  void runsInApplicationMode() {
    List<String> arguments = new ArrayList<>(List.of("--jobName=application"));
    arguments.addAll(pace());
    FlinkApplication application =
        new FlinkApplication(BUNDLE, Lambda.class.getName(), flights.arguments(arguments));
    try (FlinkCluster cluster =
        FlinkCluster.start(
            FlinkClusterSettings.defaults()
                .withDir(dir.resolve("cluster"))
                .with("parallelism.default", "4")
                .with("execution.checkpointing.interval", "2 s")
                .running(application))) {
      FlinkRest rest = cluster.rest();
      String job = rest.awaitJob("application", LIMIT);
      flights.assertExactAtTheEnd(end(rest, job));

      await().atMost(LIMIT).until(() -> rest.completedCheckpoints(job) > 1);
      assertThat(rest.exceptions(job)).isEmpty();
      rest.stopWithSavepoint(job, LIMIT);
      // With its job the application ends, and with it the JobManager.
      await()
          .atMost(LIMIT)
          .until(() -> cluster.jobManager().filter(process -> process.isAlive()).isEmpty());
    }
  }

  /** What a job that goes on for ever has become, if it has ended all the same. */
  private static CompletableFuture<String> end(FlinkRest rest, String job) {
    return CompletableFuture.supplyAsync(
        () -> {
          await()
              .forever()
              .pollInterval(Duration.ofSeconds(1))
              .ignoreExceptions()
              .until(() -> rest.hasEnded(job));
          return rest.state(job) + " " + rest.exceptions(job);
        });
  }

  private List<String> arguments(String name, List<String> command) {
    List<String> arguments = new ArrayList<>(command);
    arguments.add(BUNDLE.toString());
    List<String> options = new ArrayList<>(pace());
    options.add("--jobName=" + name);
    options.add("--planLocation=" + dir.resolve("plan.json"));
    arguments.addAll(flights.arguments(options));
    return arguments;
  }

  private List<String> pace() {
    return List.of("--lanes=2", "--maxLead=" + (flights.isFull() ? "PT24H" : "PT1H"));
  }

  private static String lambda(String... arguments) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    int exitCode = Lambda.execute(writer, writer, arguments);
    assertThat(exitCode).as(() -> "exit code; output: " + text).isZero();
    return text.toString();
  }

  /** Runs {@code bin/flink} as a process, and returns what it has printed. */
  private String flink(Path place, List<String> arguments)
      throws IOException, InterruptedException {
    Path output = dir.resolve("command-%d.txt".formatted(commands++));
    List<String> command = new ArrayList<>(List.of(place.resolve("bin/flink").toString()));
    command.addAll(arguments);
    int exitCode =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    String text = Files.readString(output);
    assertThat(exitCode)
        .as(() -> "exit code of %s; output: %s".formatted(arguments, text))
        .isZero();
    return text;
  }
}
