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
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What is known about a cluster between one command and the next: a file in its directory. A
 * process is known by its number and the instant of its start, since numbers are used again.
 *
 * @param options what {@code ./lambda run} needs
 * @param processes in the order in which they are to be ended
 */
record ClusterState(List<String> options, List<Member> processes) {

  private static final String FILE = "cluster.properties";

  /**
   * A process.
   *
   * @param started when it was started, {@link Instant#EPOCH} where the system does not say
   */
  record Member(long pid, Instant started) {

    static Member of(ProcessHandle process) {
      return new Member(process.pid(), startOf(process));
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> handle() {
      return ProcessHandle.of(pid)
          .filter(process -> process.isAlive() && startOf(process).equals(started));
    }

    private static Instant startOf(ProcessHandle process) {
      return process.info().startInstant().orElse(Instant.EPOCH);
    }
  }

  static ClusterState of(LocalCluster.Started cluster) {
    return new ClusterState(
        cluster.options(), cluster.processes().stream().map(Member::of).toList());
  }

  /** Reads what {@link #write} has written, if it was. */
  static Optional<ClusterState> read(Path dir) {
    Path file = dir.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
      List<String> options = new ArrayList<>();
      List<Member> processes = new ArrayList<>();
      for (int i = 0; properties.containsKey("option." + i); i++) {
        options.add(properties.getProperty("option." + i));
      }
      for (int i = 0; properties.containsKey("process." + i); i++) {
        String[] parts = properties.getProperty("process." + i).split(" ", 2);
        processes.add(new Member(Long.parseLong(parts[0]), Instant.parse(parts[1])));
      }
      return Optional.of(new ClusterState(options, processes));
    } catch (IOException | RuntimeException e) {
      throw new UsageException(
          "Cannot read %s (%s): end the cluster's processes yourself and delete the file"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  void write(Path dir) throws IOException {
    Properties properties = new Properties();
    for (int i = 0; i < options.size(); i++) {
      properties.setProperty("option." + i, options.get(i));
    }
    for (int i = 0; i < processes.size(); i++) {
      Member process = processes.get(i);
      properties.setProperty("process." + i, process.pid() + " " + process.started());
    }
    try (Writer writer = Files.newBufferedWriter(dir.resolve(FILE), StandardCharsets.UTF_8)) {
      properties.store(writer, "Written by ./lambda cluster, read by its stop and status.");
    }
  }

  static void delete(Path dir) throws IOException {
    Files.deleteIfExists(dir.resolve(FILE));
  }

  /** Those that still run. */
  List<ProcessHandle> alive() {
    return processes.stream().flatMap(process -> process.handle().stream()).toList();
  }
}
