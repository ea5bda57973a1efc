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
package io.beamlambda.runners.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A JVM of a cluster. It ends with this one, unless it was started to outlive it. */
public final class EngineProcess {

  /** What is to end with this JVM. */
  private static final Set<EngineProcess> OWNED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> OWNED.forEach(EngineProcess::endAll), "cluster-shutdown"));
  }

  private static final String CAUSE = "Caused by: ";
  private static final int LAST_CAUSES = 2;
  private static final int LAST_LINES = 15;

  private final String name;
  private final Path log;
  private final Process process;

  private EngineProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a JVM and returns at once. What it prints goes to {@code logs/NAME.log}, behind what is
   * already there.
   *
   * @throws ClusterException if it cannot be started
   */
  public static EngineProcess start(Launch launch) {
    Path log = launch.dir().resolve("logs").resolve(launch.name() + ".log");
    try {
      Files.createDirectories(log.getParent());
      // A file, since class paths can be longer than a command line may be.
      Path arguments = log.resolveSibling(launch.name() + ".args");
      Files.write(arguments, lines(launch));
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "@" + arguments.toAbsolutePath())
              .directory(launch.dir().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(launch.environment());
      EngineProcess started = new EngineProcess(launch.name(), log, builder.start());
      if (!launch.outlives()) {
        OWNED.add(started);
        // A hook that has begun does not see what is added now.
        started.process.onExit().thenRun(() -> OWNED.remove(started));
      }
      return started;
    } catch (IOException e) {
      throw new ClusterException(
          "Cannot start %s in %s: %s".formatted(launch.name(), launch.dir(), e.getMessage()), e);
    }
  }

  private static List<String> lines(Launch launch) {
    List<String> lines = new ArrayList<>();
    launch.jvmFlags().forEach(flag -> lines.add(quoted(flag)));
    lines.add("-cp");
    lines.add(quoted(launch.classPath().text()));
    lines.add(launch.mainClass());
    launch.arguments().forEach(argument -> lines.add(quoted(argument)));
    return lines;
  }

  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** What it is, unique in its cluster. */
  public String name() {
    return name;
  }

  /** The operating system's number of the process. */
  public long pid() {
    return process.pid();
  }

  /** The operating system's view of the process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Whether it has not ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has printed. */
  public Path log() {
    return log;
  }

  /** Ends it as {@code kill -9} does, and returns when it is gone. What it has started stays. */
  public void kill() {
    end(process.toHandle());
  }

  /**
   * Asks it to end, and ends it by force, with what it has started, when it has not within a time.
   *
   * @param patience how long it gets
   */
  public void stop(Duration patience) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
    children.forEach(EngineProcess::end);
  }

  private static void endAll(EngineProcess owned) {
    List<ProcessHandle> children = owned.process.descendants().toList();
    owned.kill();
    children.forEach(EngineProcess::end);
  }

  private static void end(ProcessHandle handle) {
    handle.destroyForcibly();
    handle.onExit().join();
  }

  /**
   * Does nothing while it runs.
   *
   * @throws ClusterException if it has ended, with what its log says about it
   */
  public void check() {
    if (!isAlive()) {
      throw new ClusterException(
          "%s has ended with exit code %d: %s; see %s"
              .formatted(name, process.exitValue(), reason(), log));
    }
  }

  /** The innermost causes of the last exception in the log, or else the log's last lines. */
  private String reason() {
    try {
      List<String> lines = Files.readAllLines(log);
      List<String> causes =
          lines.stream()
              .filter(line -> line.startsWith(CAUSE))
              .map(line -> line.substring(CAUSE.length()))
              .toList();
      return causes.isEmpty()
          ? String.join(System.lineSeparator(), last(LAST_LINES, lines))
          : String.join(" Caused by ", last(LAST_CAUSES, causes));
    } catch (IOException e) {
      return "(" + e.getMessage() + ")";
    }
  }

  private static List<String> last(int count, List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }
}
