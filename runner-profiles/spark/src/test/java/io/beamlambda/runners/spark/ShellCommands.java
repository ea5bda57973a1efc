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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Commands in a shell of their own, with what they print in a file. */
final class ShellCommands implements AutoCloseable {

  private final Process process;
  private final Path log;

  private ShellCommands(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts them in the root of the checkout, as the README says.
   *
   * @param environment variables that they use, beside those of this JVM
   * @param log the file for what they print
   */
  static ShellCommands start(String commands, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of("bash", "-e", "-u", "-c", commands))
            .directory(Path.of("../..").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new ShellCommands(builder.start(), log);
  }

  /** What they have printed, when they have ended. */
  CompletableFuture<String> ended() {
    return process
        .onExit()
        .thenApply(ended -> "exit code %d%n%s".formatted(ended.exitValue(), printed()));
  }

  /** What they have printed so far. */
  String printed() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends them, and what they have started, by force. */
  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    started.forEach(handle -> handle.onExit().join());
  }
}
