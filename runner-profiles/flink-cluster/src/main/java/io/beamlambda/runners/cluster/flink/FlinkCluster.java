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
package io.beamlambda.runners.cluster.flink;

import io.beamlambda.runners.cluster.ClusterException;
import io.beamlambda.runners.cluster.Directories;
import io.beamlambda.runners.cluster.EngineClassPath;
import io.beamlambda.runners.cluster.EngineProcess;
import io.beamlambda.runners.cluster.Launch;
import io.beamlambda.runners.cluster.Ports;
import io.beamlambda.runners.cluster.StagedFiles;
import io.beamlambda.runners.cluster.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Flink session cluster on this machine: one JobManager and some TaskManagers, each in a JVM of
 * its own that runs published jars of Flink and nothing else. It listens on the loopback interface
 * only. Jobs come to it by its REST address, and bring their classes: see {@link #jobOptions}.
 *
 * <pre>{@code
 * try (FlinkCluster cluster = FlinkCluster.start(FlinkClusterSettings.defaults())) {
 *   StagedFiles classes = StagedFiles.without(FlinkCluster.engine()).inPlace(cluster.dir());
 *   ... cluster.jobOptions(classes) ...
 *   cluster.killTaskManager(0);
 *   cluster.startTaskManager();
 *   cluster.awaitTaskManagers();
 * }
 * }</pre>
 *
 * <p>There is no high availability: what runs when the JobManager is killed is lost, up to the
 * checkpoints that are kept. Not safe for use by several threads.
 */
public final class FlinkCluster implements AutoCloseable {

  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  /**
   * {@code @RequiresStableInput} keeps state that Kryo serializes; Flink's scripts open it, too.
   */
  private static final List<String> OPENED = List.of("--add-opens=java.base/java.util=ALL-UNNAMED");

  private static final int START_ATTEMPTS = 3;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final FlinkClusterSettings settings;
  private final EngineClassPath engine;
  private final Path dir;
  private final FlinkConfiguration configuration;
  private final FlinkRest rest;
  private final List<EngineProcess> taskManagers = new ArrayList<>();
  private @Nullable EngineProcess jobManager;
  private int started;

  private FlinkCluster(FlinkClusterSettings settings, Path dir, EngineClassPath engine) {
    this.settings = settings;
    this.dir = dir;
    this.engine = engine;
    this.configuration = new FlinkConfiguration(settings, dir, Ports.free(), Ports.free());
    this.rest = new FlinkRest(configuration.restAddress());
  }

  /**
   * Starts a cluster and returns when all of its TaskManagers are registered, which takes some
   * seconds.
   *
   * @throws ClusterException if it does not start, with what the log says about it
   */
  public static FlinkCluster start(FlinkClusterSettings settings) {
    EngineClassPath engine = engineOf(settings);
    Path given = settings.dir();
    Path dir = given == null ? Directories.temporary("flink-cluster-") : Directories.create(given);
    for (int attempt = 1; ; attempt++) {
      FlinkCluster cluster = new FlinkCluster(settings, dir, engine);
      try {
        cluster.writeClient();
        cluster.startJobManager();
        for (int i = 0; i < settings.taskManagers(); i++) {
          cluster.startTaskManager();
        }
        cluster.awaitTaskManagers();
        return cluster;
      } catch (RuntimeException e) {
        cluster.stopProcesses();
        // A port that was free may be taken when it is bound: ask for others.
        if (attempt == START_ATTEMPTS
            || !String.valueOf(e.getMessage()).contains("BindException")) {
          throw e;
        }
      }
    }
  }

  private static EngineClassPath engineOf(FlinkClusterSettings settings) {
    EngineClassPath engine = settings.engine();
    return engine == null ? engine() : engine;
  }

  /**
   * The jars of Flink that the build has resolved.
   *
   * @throws ClusterException if it has not
   */
  public static EngineClassPath engine() {
    return EngineClassPath.builtWith(FlinkCluster.class);
  }

  /** What {@code --flinkMaster} names: {@code host:port} of the REST interface. */
  public String address() {
    return configuration.restAddress();
  }

  /**
   * Options that bring a job here with its classes.
   *
   * @return {@code --flinkMaster} and {@code --filesToStage}
   */
  public List<String> jobOptions(StagedFiles files) {
    return List.of("--flinkMaster=" + address(), files.option());
  }

  /** Asks the JobManager. */
  public FlinkRest rest() {
    return rest;
  }

  /** Where the cluster keeps everything: {@code logs}, {@code conf}, {@code checkpoints}, ... */
  public Path dir() {
    return dir;
  }

  /** Where savepoints go unless the request names another directory. */
  public Path savepoints() {
    return dir.resolve("savepoints");
  }

  /** Where jobs keep their checkpoints, in a directory each, unless they name another one. */
  public Path checkpoints() {
    return dir.resolve("checkpoints");
  }

  /**
   * The latest complete checkpoint of a job, found in {@link #checkpoints()}: it needs no
   * JobManager. A job that was cancelled keeps it only if told so ({@code
   * --externalizedCheckpointsEnabled=true --retainExternalizedCheckpointsOnCancellation=true}); one
   * whose JobManager was killed keeps it always.
   *
   * @return what {@code --savepointPath} takes, or nothing if there is none
   */
  public Optional<String> latestCheckpoint(String jobId) {
    Path job = checkpoints().resolve(jobId);
    if (!Files.isDirectory(job)) {
      return Optional.empty();
    }
    try (Stream<Path> entries = Files.list(job)) {
      return entries
          .filter(entry -> Files.exists(entry.resolve("_metadata")))
          .max((a, b) -> Long.compare(numberOf(a), numberOf(b)))
          .map(entry -> entry.toUri().toString());
    } catch (IOException e) {
      throw new ClusterException("Cannot list " + job + ": " + e.getMessage(), e);
    }
  }

  private static long numberOf(Path checkpoint) {
    String name = checkpoint.getFileName().toString();
    return Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
  }

  /** The JobManager's process, or nothing after it was killed. */
  public Optional<EngineProcess> jobManager() {
    return Optional.ofNullable(jobManager);
  }

  /** The TaskManagers that were started and not killed, in the order of their start. */
  public List<EngineProcess> taskManagers() {
    return List.copyOf(taskManagers);
  }

  /**
   * Starts the JobManager, on the ports that it had before, and returns when it answers.
   *
   * @throws IllegalStateException if it runs
   * @throws ClusterException if it does not start
   */
  public void startJobManager() {
    if (jobManager != null) {
      throw new IllegalStateException("The JobManager runs; kill it before it is started again");
    }
    EngineProcess process = startJobManagerProcess();
    jobManager = process;
    Waiting.untilTrue(
        "the JobManager at " + address(),
        settings.patience(),
        () -> {
          process.check();
          return rest.answers();
        });
  }

  private EngineProcess startJobManagerProcess() {
    List<String> flags = FlinkConfiguration.jobManagerFlags();
    FlinkApplication application = settings.application();
    if (application == null) {
      return start("jobmanager", JOB_MANAGER, engine, flags, Map.of(), withConfiguration());
    }
    Path jars = dir.resolve("usrlib");
    putInto(jars, application.jar());
    return start(
        "jobmanager",
        ApplicationJobManager.class.getName(),
        engine.with(ApplicationJobManager.class),
        flags,
        Map.of(),
        configDir -> {
          List<String> arguments =
              new ArrayList<>(
                  List.of(configDir.toString(), jars.toString(), application.mainClass()));
          arguments.addAll(application.arguments());
          return arguments;
        });
  }

  private static Arguments withConfiguration() {
    return configDir -> List.of("--configDir", configDir.toString());
  }

  /** What a main class gets, by the directory of its configuration. */
  private interface Arguments {
    List<String> of(Path configDir);
  }

  /** As in an image of Flink, where an application's jars are beside those of the engine. */
  private static void putInto(Path jars, Path jar) {
    try {
      Path place = Files.createDirectories(jars).resolve(jar.getFileName());
      Files.deleteIfExists(place);
      Files.createSymbolicLink(place, jar.toAbsolutePath());
    } catch (IOException e) {
      throw new ClusterException("Cannot link %s: %s".formatted(jar, e.getMessage()), e);
    }
  }

  private void writeClient() {
    try {
      FlinkClient.write(dir, configuration.write("client", Map.of()), engine, OPENED);
    } catch (IOException e) {
      throw new ClusterException("Cannot write to %s: %s".formatted(dir, e.getMessage()), e);
    }
  }

  /** Flink's command line for this cluster: {@code bin/flink}, as in a distribution. */
  public Path client() {
    return dir.resolve("bin").resolve("flink");
  }

  /** Ends the JobManager as {@code kill -9} does. TaskManagers stay, and look for the next one. */
  public void killJobManager() {
    if (jobManager == null) {
      throw new IllegalStateException("The JobManager does not run");
    }
    jobManager.kill();
    jobManager = null;
  }

  /** Starts a further TaskManager and returns at once; see {@link #awaitTaskManagers()}. */
  public EngineProcess startTaskManager() {
    started++;
    String name = "taskmanager-" + started;
    EngineProcess process =
        start(
            name,
            TASK_MANAGER,
            engine,
            configuration.taskManagerFlags(),
            Map.of("taskmanager.resource-id", name),
            withConfiguration());
    taskManagers.add(process);
    return process;
  }

  /**
   * Ends a TaskManager as {@code kill -9} does.
   *
   * @param index its place in {@link #taskManagers()}; those behind it move up
   */
  public void killTaskManager(int index) {
    taskManagers.remove(index).kill();
  }

  /**
   * Returns when the JobManager knows exactly the TaskManagers that run, with all of their slots.
   *
   * @throws ClusterException if that takes longer than the settings allow, or one has ended
   */
  public void awaitTaskManagers() {
    Set<String> names =
        taskManagers.stream().map(EngineProcess::name).collect(Collectors.toUnmodifiableSet());
    Waiting.untilTrue(
        "%s to be registered at %s".formatted(names, address()),
        settings.patience(),
        () -> {
          taskManagers.forEach(EngineProcess::check);
          return rest.slotsByTaskManager()
              .equals(names.stream().collect(Collectors.toMap(n -> n, n -> settings.slots())));
        });
  }

  private EngineProcess start(
      String name,
      String mainClass,
      EngineClassPath classPath,
      List<String> flags,
      Map<String, String> options,
      Arguments arguments) {
    try {
      Path temporary = Files.createDirectories(dir.resolve("tmp"));
      Path configDir = configuration.write(name, options);
      List<String> allFlags = new ArrayList<>(OPENED);
      allFlags.addAll(flags);
      allFlags.add("-Djava.io.tmpdir=" + temporary);
      allFlags.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
      allFlags.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS");
      // Shown by the web interface.
      allFlags.add("-Dlog.file=" + dir.resolve("logs").resolve(name + ".log"));
      return EngineProcess.start(
          new Launch(
              name,
              mainClass,
              classPath,
              allFlags,
              arguments.of(configDir),
              Map.of(),
              dir,
              settings.outlives()));
    } catch (IOException e) {
      throw new ClusterException("Cannot write to %s: %s".formatted(dir, e.getMessage()), e);
    }
  }

  /** Ends all processes, and deletes the directory unless the user has given it. */
  @Override
  public void close() {
    stopProcesses();
    if (settings.dir() == null) {
      Directories.delete(dir);
    }
  }

  private void stopProcesses() {
    // By force: jobs that still run are not waited for.
    taskManagers.forEach(EngineProcess::kill);
    taskManagers.clear();
    if (jobManager != null) {
      jobManager.stop(STOP_PATIENCE);
      jobManager = null;
    }
  }
}
