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

import io.beamlambda.runners.cluster.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Flink's options for one cluster: everything on the loopback interface, all memory explicit. */
final class FlinkConfiguration {

  private static final int FRAMEWORK_HEAP = 128;
  private static final int FRAMEWORK_OFF_HEAP = 128;
  private static final int TASK_OFF_HEAP = 64;
  private static final int NETWORK = 64;
  // Every attempt of a job loads its classes anew.
  private static final int METASPACE = 512;
  private static final int OVERHEAD = 192;
  private static final int JOB_MANAGER_HEAP = 512;

  private final FlinkClusterSettings settings;
  private final Path dir;
  private final int restPort;
  private final int rpcPort;

  FlinkConfiguration(FlinkClusterSettings settings, Path dir, int restPort, int rpcPort) {
    this.settings = settings;
    this.dir = dir;
    this.restPort = restPort;
    this.rpcPort = rpcPort;
  }

  String restAddress() {
    return Ports.LOOPBACK + ":" + restPort;
  }

  static List<String> jobManagerFlags() {
    return List.of("-Xmx" + JOB_MANAGER_HEAP + "m", "-XX:MaxMetaspaceSize=" + METASPACE + "m");
  }

  List<String> taskManagerFlags() {
    int heap = FRAMEWORK_HEAP + settings.taskHeapMegabytes();
    return List.of(
        "-Xms" + heap + "m",
        "-Xmx" + heap + "m",
        "-XX:MaxDirectMemorySize=" + (FRAMEWORK_OFF_HEAP + TASK_OFF_HEAP + NETWORK) + "m",
        "-XX:MaxMetaspaceSize=" + METASPACE + "m");
  }

  /** Writes what a process reads, and returns the directory that {@code --configDir} names. */
  Path write(String process, Map<String, String> own) throws IOException {
    Map<String, String> options = new LinkedHashMap<>(addresses());
    options.putAll(timing());
    options.putAll(storage());
    options.putAll(memory());
    options.putAll(own);
    options.putAll(settings.configuration());
    Path configuration = Files.createDirectories(dir.resolve("conf").resolve(process));
    Files.writeString(
        configuration.resolve("config.yaml"),
        options.entrySet().stream()
            .map(option -> option.getKey() + ": '" + option.getValue().replace("'", "''") + "'\n")
            .collect(Collectors.joining()));
    return configuration;
  }

  private Map<String, String> addresses() {
    return Map.of(
        "jobmanager.rpc.address", Ports.LOOPBACK,
        "jobmanager.rpc.port", Integer.toString(rpcPort),
        "jobmanager.bind-host", Ports.LOOPBACK,
        "rest.address", Ports.LOOPBACK,
        "rest.bind-address", Ports.LOOPBACK,
        "rest.port", Integer.toString(restPort),
        "rest.bind-port", Integer.toString(restPort),
        "taskmanager.host", Ports.LOOPBACK,
        "taskmanager.bind-host", Ports.LOOPBACK);
  }

  /**
   * A process that was killed is to be missed within seconds, one on a busy machine is not. The
   * JobManager notices at once that a TaskManager is gone; a TaskManager finds out by the time-out.
   */
  private static Map<String, String> timing() {
    return Map.of(
        "heartbeat.interval", "1000",
        "heartbeat.timeout", "15000",
        "heartbeat.rpc-failure-threshold", "2",
        "cluster.registration.max-timeout", "2000",
        "cluster.registration.error-delay", "500",
        "cluster.registration.refused-registration-delay", "500",
        // Follows the one below unless set; slots of a job whose JobManager is gone are kept so
        // long.
        "taskmanager.slot.timeout", "10 s",
        "pekko.ask.timeout", "60 s");
  }

  private Map<String, String> storage() {
    return Map.of(
        "state.checkpoints.dir", dir.resolve("checkpoints").toUri().toString(),
        "state.savepoints.dir", dir.resolve("savepoints").toUri().toString(),
        "state.checkpoints.num-retained", "2",
        "io.tmp.dirs", dir.resolve("tmp").toString());
  }

  /** Without its scripts Flink computes none of these: a missing one ends the TaskManager. */
  private Map<String, String> memory() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("taskmanager.numberOfTaskSlots", Integer.toString(settings.slots()));
    options.put("taskmanager.cpu.cores", Integer.toString(settings.slots()));
    options.put("taskmanager.memory.framework.heap.size", megabytes(FRAMEWORK_HEAP));
    options.put("taskmanager.memory.framework.off-heap.size", megabytes(FRAMEWORK_OFF_HEAP));
    options.put("taskmanager.memory.task.heap.size", megabytes(settings.taskHeapMegabytes()));
    options.put("taskmanager.memory.task.off-heap.size", megabytes(TASK_OFF_HEAP));
    options.put("taskmanager.memory.managed.size", megabytes(settings.managedMegabytes()));
    options.put("taskmanager.memory.network.min", megabytes(NETWORK));
    options.put("taskmanager.memory.network.max", megabytes(NETWORK));
    options.put("taskmanager.memory.jvm-metaspace.size", megabytes(METASPACE));
    options.put("taskmanager.memory.jvm-overhead.min", megabytes(OVERHEAD));
    options.put("taskmanager.memory.jvm-overhead.max", megabytes(OVERHEAD));
    return options;
  }

  private static String megabytes(int megabytes) {
    return megabytes + "m";
  }
}
