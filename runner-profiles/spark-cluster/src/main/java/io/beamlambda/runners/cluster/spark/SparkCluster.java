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
package io.beamlambda.runners.cluster.spark;

import io.beamlambda.runners.cluster.ClusterException;
import io.beamlambda.runners.cluster.Directories;
import io.beamlambda.runners.cluster.EngineClassPath;
import io.beamlambda.runners.cluster.EngineProcess;
import io.beamlambda.runners.cluster.Launch;
import io.beamlambda.runners.cluster.Ports;
import io.beamlambda.runners.cluster.StagedFiles;
import io.beamlambda.runners.cluster.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Spark standalone cluster on this machine: a master and some workers, each in a JVM of its own
 * that runs published jars of Spark and nothing else; workers start executors in further ones. It
 * listens on the loopback interface only. The driver is the JVM that runs the job.
 *
 * <pre>{@code
 * try (SparkCluster cluster = SparkCluster.start(SparkClusterSettings.defaults())) {
 *   StagedFiles classes = StagedFiles.without(SparkCluster.engine()).inPlace(cluster.dir());
 *   ... cluster.jobOptions(classes) ...
 *   cluster.killExecutor(cluster.executors().get(0).pid());
 * }
 * }</pre>
 *
 * <p>Not safe for use by several threads.
 */
public final class SparkCluster implements AutoCloseable {

  private static final String MASTER = "org.apache.spark.deploy.master.Master";
  private static final String WORKER = "org.apache.spark.deploy.worker.Worker";
  private static final String DAEMON_HEAP = "-Xmx512m";

  /** Spark reaches into the JDK; its scripts open these, too. */
  private static final List<String> OPENED =
      Stream.of(
              "java.lang",
              "java.lang.invoke",
              "java.util",
              "java.nio",
              "sun.nio.ch",
              "java.net",
              "java.util.concurrent",
              "java.util.concurrent.atomic",
              "sun.util.calendar")
          .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
          .toList();

  private static final int START_ATTEMPTS = 3;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final SparkClusterSettings settings;
  private final EngineClassPath engine;
  private final Path dir;
  private final Map<String, String> environment;
  private final int port = Ports.free();
  private final int webPort = Ports.free();
  private final SparkStatus status = new SparkStatus(Ports.LOOPBACK + ":" + webPort);
  private final List<EngineProcess> workers = new ArrayList<>();
  private @Nullable EngineProcess master;
  private int started;

  private SparkCluster(SparkClusterSettings settings, Path dir, EngineClassPath engine) {
    this.settings = settings;
    this.dir = dir;
    this.engine = engine;
    this.environment = SparkHome.make(dir.resolve("home"), engine);
  }

  /**
   * Starts a cluster and returns when all of its workers are registered, which takes some seconds.
   *
   * @throws ClusterException if it does not start, with what the log says about it
   */
  public static SparkCluster start(SparkClusterSettings settings) {
    EngineClassPath given = settings.engine();
    EngineClassPath engine = given == null ? engine() : given;
    Path dir = settings.dir();
    dir = dir == null ? Directories.temporary("spark-cluster-") : Directories.create(dir);
    for (int attempt = 1; ; attempt++) {
      SparkCluster cluster = new SparkCluster(settings, dir, engine);
      try {
        cluster.startMaster();
        for (int i = 0; i < settings.workers(); i++) {
          cluster.startWorker();
        }
        cluster.awaitWorkers();
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

  /**
   * The jars of Spark that the build has resolved.
   *
   * @throws ClusterException if it has not
   */
  public static EngineClassPath engine() {
    return EngineClassPath.builtWith(SparkCluster.class);
  }

  /** What {@code --sparkMaster} names: {@code spark://host:port}. */
  public String address() {
    return "spark://" + Ports.LOOPBACK + ":" + port;
  }

  /**
   * Options that bring a job here with its classes: executors fetch the files from the driver.
   *
   * @return {@code --sparkMaster} and {@code --filesToStage}
   */
  public List<String> jobOptions(StagedFiles files) {
    return List.of("--sparkMaster=" + address(), files.option());
  }

  /**
   * The cluster's {@code bin/spark-submit}: with {@code --master} and {@link #address()} it brings
   * a program here, as that of a Spark installation does.
   */
  public Path sparkSubmit() {
    return dir.resolve("home/bin/spark-submit");
  }

  /** The master's web interface. */
  public String webAddress() {
    return "http://" + Ports.LOOPBACK + ":" + webPort;
  }

  /**
   * Where the cluster keeps everything: {@code logs}, and {@code work} with what executors print.
   */
  public Path dir() {
    return dir;
  }

  /** The master's process, or nothing after it was killed. */
  public Optional<EngineProcess> master() {
    return Optional.ofNullable(master);
  }

  /** The workers that were started and not killed, in the order of their start. */
  public List<EngineProcess> workers() {
    return List.copyOf(workers);
  }

  /** The executors that run now, in the order of their workers. */
  public List<ProcessHandle> executors() {
    return workers.stream()
        .flatMap(worker -> worker.handle().children())
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  /**
   * Starts the master, on the ports that it had before, and returns when it answers.
   *
   * @throws IllegalStateException if it runs
   * @throws ClusterException if it does not start
   */
  public void startMaster() {
    if (master != null) {
      throw new IllegalStateException("The master runs; kill it before it is started again");
    }
    EngineProcess process =
        start(
            "master",
            MASTER,
            List.of(
                "--host",
                Ports.LOOPBACK,
                "--port",
                Integer.toString(port),
                "--webui-port",
                Integer.toString(webPort)));
    master = process;
    Waiting.until(
        "the master at " + address(),
        settings.patience(),
        () -> {
          process.check();
          return status.aliveWorkers();
        });
  }

  /** Ends the master as {@code kill -9} does. Workers and running jobs stay. */
  public void killMaster() {
    if (master == null) {
      throw new IllegalStateException("The master does not run");
    }
    master.kill();
    master = null;
  }

  /** Starts a further worker and returns at once; see {@link #awaitWorkers()}. */
  public EngineProcess startWorker() {
    started++;
    String name = "worker-" + started;
    EngineProcess worker =
        start(
            name,
            WORKER,
            List.of(
                "--host",
                Ports.LOOPBACK,
                "--port",
                "0",
                "--webui-port",
                "0",
                "--cores",
                Integer.toString(settings.cores()),
                "--memory",
                settings.memoryMegabytes() + "m",
                "--work-dir",
                dir.resolve("work").resolve(name).toString(),
                address()));
    workers.add(worker);
    return worker;
  }

  /**
   * Ends a worker as {@code kill -9} does; its executors notice, and end by themselves.
   *
   * @param index its place in {@link #workers()}; those behind it move up
   */
  public void killWorker(int index) {
    workers.remove(index).kill();
  }

  /**
   * Ends an executor as {@code kill -9} does, and returns when it is gone. Its worker starts
   * another one for a job that still runs.
   *
   * @param pid of one of {@link #executors()}
   * @throws IllegalArgumentException if it is none
   */
  public void killExecutor(long pid) {
    ProcessHandle executor =
        executors().stream()
            .filter(candidate -> candidate.pid() == pid)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No executor has the pid %d: running are %s"
                            .formatted(
                                pid, executors().stream().map(ProcessHandle::pid).toList())));
    executor.destroyForcibly();
    executor.onExit().join();
  }

  /**
   * Returns when the master knows as many workers as run.
   *
   * @throws ClusterException if that takes longer than the settings allow, or one has ended
   */
  public void awaitWorkers() {
    Waiting.untilTrue(
        "%d workers to be registered at %s".formatted(workers.size(), address()),
        settings.patience(),
        () -> {
          workers.forEach(EngineProcess::check);
          return status.aliveWorkers().filter(alive -> alive == workers.size()).isPresent();
        });
  }

  private EngineProcess start(String name, String mainClass, List<String> arguments) {
    List<String> flags = new ArrayList<>(OPENED);
    flags.add(DAEMON_HEAP);
    return EngineProcess.start(
        new Launch(
            name, mainClass, engine, flags, arguments, environment, dir, settings.outlives()));
  }

  /** Ends all processes, executors included, and deletes the directory unless the user gave it. */
  @Override
  public void close() {
    stopProcesses();
    // Links to jars are of no use to anybody afterwards.
    Directories.delete(settings.dir() == null ? dir : dir.resolve("home"));
  }

  private void stopProcesses() {
    workers.forEach(worker -> worker.stop(STOP_PATIENCE));
    workers.clear();
    if (master != null) {
      master.stop(STOP_PATIENCE);
      master = null;
    }
  }
}
