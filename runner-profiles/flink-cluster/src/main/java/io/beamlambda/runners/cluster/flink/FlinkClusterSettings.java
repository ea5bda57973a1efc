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

import io.beamlambda.runners.cluster.EngineClassPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to start a {@link FlinkCluster}.
 *
 * @param taskManagers how many TaskManagers to start, at least 1
 * @param slots task slots of each, at least 1
 * @param taskHeapMegabytes heap of each TaskManager for the job, at least 64
 * @param managedMegabytes memory of each TaskManager for RocksDB, at least 32
 * @param dir where logs, checkpoints and savepoints go, or null for a temporary directory that is
 *     deleted on close
 * @param configuration further options of Flink, which win over those that the cluster sets
 * @param engine the jars of Flink, or null for those that the build has resolved
 * @param patience how long to wait for a start or a registration
 * @param outlives whether the cluster goes on when this JVM has ended
 * @param application what the JobManager runs, or null for a session that takes jobs
 */
public record FlinkClusterSettings(
    int taskManagers,
    int slots,
    int taskHeapMegabytes,
    int managedMegabytes,
    @Nullable Path dir,
    Map<String, String> configuration,
    @Nullable EngineClassPath engine,
    Duration patience,
    boolean outlives,
    @Nullable FlinkApplication application) {

  private static final int LEAST_HEAP = 64;
  private static final int LEAST_MANAGED = 32;

  /** Checks the ranges. */
  public FlinkClusterSettings {
    atLeast("taskManagers", taskManagers, 1);
    atLeast("slots", slots, 1);
    atLeast("taskHeapMegabytes", taskHeapMegabytes, LEAST_HEAP);
    atLeast("managedMegabytes", managedMegabytes, LEAST_MANAGED);
    configuration = Map.copyOf(configuration);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "Invalid %s: %d (must be at least %d)".formatted(name, value, least));
    }
  }

  /**
   * Two TaskManagers with two slots, 384 MB of heap and 64 MB of managed memory each, a temporary
   * directory, 60 s of patience; ends with this JVM.
   */
  public static FlinkClusterSettings defaults() {
    return new FlinkClusterSettings(
        2, 2, 384, 64, null, Map.of(), null, Duration.ofSeconds(60), false, null);
  }

  /** With so many TaskManagers. */
  public FlinkClusterSettings withTaskManagers(int taskManagers) {
    return new FlinkClusterSettings(
        taskManagers,
        slots,
        taskHeapMegabytes,
        managedMegabytes,
        dir,
        configuration,
        engine,
        patience,
        outlives,
        application);
  }

  /** With so many slots in each TaskManager. */
  public FlinkClusterSettings withSlots(int slots) {
    return new FlinkClusterSettings(
        taskManagers,
        slots,
        taskHeapMegabytes,
        managedMegabytes,
        dir,
        configuration,
        engine,
        patience,
        outlives,
        application);
  }

  /** With so much heap for the job in each TaskManager. */
  public FlinkClusterSettings withTaskHeapMegabytes(int taskHeapMegabytes) {
    return new FlinkClusterSettings(
        taskManagers,
        slots,
        taskHeapMegabytes,
        managedMegabytes,
        dir,
        configuration,
        engine,
        patience,
        outlives,
        application);
  }

  /** With so much managed memory in each TaskManager. */
  public FlinkClusterSettings withManagedMegabytes(int managedMegabytes) {
    return new FlinkClusterSettings(
        taskManagers,
        slots,
        taskHeapMegabytes,
        managedMegabytes,
        dir,
        configuration,
        engine,
        patience,
        outlives,
        application);
  }

  /** In this directory, which is created if need be and never deleted. */
  public FlinkClusterSettings withDir(Path dir) {
    return new FlinkClusterSettings(
        taskManagers,
        slots,
        taskHeapMegabytes,
        managedMegabytes,
        dir,
        configuration,
        engine,
        patience,
        outlives,
        application);
  }

  /** With an option of Flink, for example {@code state.backend.type}, {@code rocksdb}. */
  public FlinkClusterSettings with(String option, String value) {
    Map<String, String> more = new LinkedHashMap<>(configuration);
    more.put(option, value);
    return new FlinkClusterSettings(
        taskManagers,
        slots,
        taskHeapMegabytes,
        managedMegabytes,
        dir,
        more,
        engine,
        patience,
        outlives,
        application);
  }

  /** With these jars of Flink. */
  public FlinkClusterSettings withEngine(EngineClassPath engine) {
    return new FlinkClusterSettings(
        taskManagers,
        slots,
        taskHeapMegabytes,
        managedMegabytes,
        dir,
        configuration,
        engine,
        patience,
        outlives,
        application);
  }

  /** With so much time for a start or a registration. */
  public FlinkClusterSettings withPatience(Duration patience) {
    return new FlinkClusterSettings(
        taskManagers,
        slots,
        taskHeapMegabytes,
        managedMegabytes,
        dir,
        configuration,
        engine,
        patience,
        outlives,
        application);
  }

  /** Goes on when this JVM has ended; who starts it has to end its processes. */
  public FlinkClusterSettings outliving() {
    return new FlinkClusterSettings(
        taskManagers,
        slots,
        taskHeapMegabytes,
        managedMegabytes,
        dir,
        configuration,
        engine,
        patience,
        true,
        application);
  }

  /** In application mode: the JobManager runs this program, and ends with its job. */
  public FlinkClusterSettings running(FlinkApplication application) {
    return new FlinkClusterSettings(
        taskManagers,
        slots,
        taskHeapMegabytes,
        managedMegabytes,
        dir,
        configuration,
        engine,
        patience,
        outlives,
        application);
  }
}
