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

import io.beamlambda.runners.cluster.EngineClassPath;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to start a {@link SparkCluster}.
 *
 * @param workers how many workers to start, at least 1
 * @param cores tasks that run at a time in each, at least 1
 * @param memoryMegabytes what each may give to executors, at least 512. An executor gets a gigabyte
 *     unless the job's {@code spark.executor.memory} says otherwise, and waits for ever for a
 *     worker that has as much
 * @param dir where logs and the executors' files go, or null for a temporary directory that is
 *     deleted on close
 * @param engine the jars of Spark, or null for those that the build has resolved
 * @param patience how long to wait for a start or a registration
 * @param outlives whether the cluster goes on when this JVM has ended
 */
public record SparkClusterSettings(
    int workers,
    int cores,
    int memoryMegabytes,
    @Nullable Path dir,
    @Nullable EngineClassPath engine,
    Duration patience,
    boolean outlives) {

  private static final int LEAST_MEMORY = 512;

  /** Checks the ranges. */
  public SparkClusterSettings {
    atLeast("workers", workers, 1);
    atLeast("cores", cores, 1);
    atLeast("memoryMegabytes", memoryMegabytes, LEAST_MEMORY);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "Invalid %s: %d (must be at least %d)".formatted(name, value, least));
    }
  }

  /**
   * Two workers with two cores and 1,024 MB each, a temporary directory, 60 s of patience; ends
   * with this JVM.
   */
  public static SparkClusterSettings defaults() {
    return new SparkClusterSettings(2, 2, 1024, null, null, Duration.ofSeconds(60), false);
  }

  /** With so many workers. */
  public SparkClusterSettings withWorkers(int workers) {
    return new SparkClusterSettings(
        workers, cores, memoryMegabytes, dir, engine, patience, outlives);
  }

  /** With so many cores in each worker. */
  public SparkClusterSettings withCores(int cores) {
    return new SparkClusterSettings(
        workers, cores, memoryMegabytes, dir, engine, patience, outlives);
  }

  /** With so much memory for executors in each worker. */
  public SparkClusterSettings withMemoryMegabytes(int memoryMegabytes) {
    return new SparkClusterSettings(
        workers, cores, memoryMegabytes, dir, engine, patience, outlives);
  }

  /** In this directory, which is created if need be and never deleted. */
  public SparkClusterSettings withDir(Path dir) {
    return new SparkClusterSettings(
        workers, cores, memoryMegabytes, dir, engine, patience, outlives);
  }

  /** With these jars of Spark. */
  public SparkClusterSettings withEngine(EngineClassPath engine) {
    return new SparkClusterSettings(
        workers, cores, memoryMegabytes, dir, engine, patience, outlives);
  }

  /** With so much time for a start or a registration. */
  public SparkClusterSettings withPatience(Duration patience) {
    return new SparkClusterSettings(
        workers, cores, memoryMegabytes, dir, engine, patience, outlives);
  }

  /** Goes on when this JVM has ended; who starts it has to end its processes. */
  public SparkClusterSettings outliving() {
    return new SparkClusterSettings(workers, cores, memoryMegabytes, dir, engine, patience, true);
  }
}
