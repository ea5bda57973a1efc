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
package io.beamlambda.pipelines.cli;

import io.beamlambda.pipelines.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "cluster",
    description = "Starts and stops a cluster of separate processes on the loopback interface.",
    footer = {
      "",
      "start prints the options that bring a pipeline there, and leaves the cluster running;",
      "stop ends exactly the processes that start has made; status exits with 1 unless all run."
    })
final class ClusterCommand implements Callable<Integer> {

  private static final int STOP_SECONDS = 10;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RUNNER", description = "Whose cluster: flink or spark.")
  private String runner = "";

  @Parameters(index = "1", paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}.")
  private Action action = Action.status;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "How many TaskManagers or workers start makes, each with two slots or cores. Default:"
              + " ${DEFAULT-VALUE}.")
  private int workers;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description =
          "Where logs, checkpoints and the list of processes are kept. Default:"
              + " work-cluster/RUNNER.")
  private @Nullable Path dir;

  /** What to do with the cluster; named as on the command line. */
  enum Action {
    start,
    stop,
    status
  }

  @Override
  public Integer call() throws IOException {
    LocalCluster cluster = find(runner);
    Path given = dir;
    Path place = given == null ? Path.of("work-cluster", cluster.name()) : given;
    return switch (action) {
      case start -> start(cluster, place);
      case stop -> stop(cluster, place);
      case status -> status(cluster, place);
    };
  }

  private static LocalCluster find(String name) {
    List<LocalCluster> clusters =
        ServiceLoader.load(LocalCluster.class).stream().map(ServiceLoader.Provider::get).toList();
    return clusters.stream()
        .filter(cluster -> cluster.name().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "No cluster of '%s': there are flink and spark, and on this class path %s; ./lambda chooses the class path by RUNNER"
                        .formatted(
                            name,
                            clusters.isEmpty()
                                ? "none"
                                : clusters.stream()
                                    .map(LocalCluster::name)
                                    .collect(Collectors.joining(", ")))));
  }

  private int start(LocalCluster cluster, Path place) throws IOException {
    if (workers < 1) {
      throw new UsageException("Invalid --workers: " + workers + " (must be at least 1)");
    }
    List<ProcessHandle> running =
        ClusterState.read(place).map(ClusterState::alive).orElse(List.of());
    if (!running.isEmpty()) {
      throw new UsageException(
          "A cluster of %s runs already in %s (%d processes): stop it first, or name another --dir"
              .formatted(cluster.name(), place, running.size()));
    }
    Files.createDirectories(place);
    LocalCluster.Started started = cluster.start(place, workers);
    ClusterState state = ClusterState.of(started);
    state.write(place);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Cluster of %s with %d workers in %s; logs are in %s.%n",
        cluster.name(), workers, place, place.resolve("logs"));
    printOptions(out, cluster, state);
    out.printf("Stop it with ./lambda cluster %s stop%s%n", cluster.name(), dirOption());
    out.flush();
    return ExitCode.OK;
  }

  private String dirOption() {
    return dir == null ? "" : " --dir=" + dir;
  }

  private static void printOptions(PrintWriter out, LocalCluster cluster, ClusterState state) {
    out.printf(
        "./lambda run PIPELINE --runner=%s %s ...%n",
        cluster.name(), String.join(" ", state.options()));
  }

  private int stop(LocalCluster cluster, Path place) throws IOException {
    ClusterState state = read(cluster, place);
    List<ProcessHandle> running = state.alive();
    for (ProcessHandle process : running) {
      // Before it ends: afterwards nobody knows whose they were.
      List<ProcessHandle> children = process.descendants().toList();
      end(process);
      children.forEach(ClusterCommand::end);
    }
    ClusterState.delete(place);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Stopped the cluster of %s in %s: %d of %d processes were running.%n",
        cluster.name(), place, running.size(), state.processes().size());
    out.flush();
    return ExitCode.OK;
  }

  /** Asks it to end, and ends it by force when it has not within some seconds. */
  private static void end(ProcessHandle process) {
    process.destroy();
    process
        .onExit()
        .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
        .exceptionally(
            late -> {
              process.destroyForcibly();
              return process;
            })
        .join();
    process.onExit().join();
  }

  private int status(LocalCluster cluster, Path place) {
    ClusterState state = read(cluster, place);
    int running = state.alive().size();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Cluster of %s in %s: %d of %d processes are running.%n",
        cluster.name(), place, running, state.processes().size());
    printOptions(out, cluster, state);
    out.flush();
    return running == state.processes().size() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static ClusterState read(LocalCluster cluster, Path place) {
    Optional<ClusterState> state = ClusterState.read(place);
    return state.orElseThrow(
        () ->
            new UsageException(
                "No cluster of %s was started in %s: start one, or name its --dir"
                    .formatted(cluster.name(), place)));
  }
}
