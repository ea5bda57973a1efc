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

import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.network.util.JavaUtils;

/**
 * What a job runs on, as far as that is known before it does.
 *
 * @param cores how many tasks can run at a time, at least 1
 * @param memoryBytes the heap of one process that reads
 */
record SparkResources(int cores, long memoryBytes) {

  private static final Pattern LOCAL = Pattern.compile("local\\[(\\d+).*");
  private static final String CORES_MAX = "spark.cores.max";
  private static final String EXECUTORS = "spark.executor.instances";
  private static final String EXECUTOR_CORES = "spark.executor.cores";
  private static final String EXECUTOR_MEMORY = "spark.executor.memory";

  /** Of a cluster that has not said how many it will give: two executors of two cores. */
  private static final int ASSUMED_CORES = 4;

  /** Spark's own default. */
  private static final String DEFAULT_EXECUTOR_MEMORY = "1g";

  /** Of a job that is embedded in this JVM. */
  static SparkResources ofThisJvm(String sparkMaster) {
    Matcher local = LOCAL.matcher(sparkMaster);
    int cores =
        local.matches()
            ? Integer.parseInt(local.group(1))
            : Runtime.getRuntime().availableProcessors();
    return new SparkResources(Math.max(1, cores), Runtime.getRuntime().maxMemory());
  }

  /**
   * Of executors, as Spark's settings have them.
   *
   * @param system the system properties, where {@code spark-submit} puts them
   */
  static SparkResources ofCluster(Properties system) {
    return new SparkResources(
        cores(system),
        JavaUtils.byteStringAsBytes(system.getProperty(EXECUTOR_MEMORY, DEFAULT_EXECUTOR_MEMORY)));
  }

  private static int cores(Properties system) {
    String executors = system.getProperty(EXECUTORS);
    if (executors != null) {
      // One core each unless they have more, as on YARN and Kubernetes.
      return Integer.parseInt(executors)
          * Integer.parseInt(system.getProperty(EXECUTOR_CORES, "1"));
    }
    return Integer.parseInt(system.getProperty(CORES_MAX, Integer.toString(ASSUMED_CORES)));
  }
}
