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
package io.beamlambda.capability;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to run pipelines: a runner, and whether it runs batch or streaming jobs. A column of the
 * matrix.
 *
 * @param id lasting: {@code flink-streaming}
 * @param title for a table's head
 * @param runner the runner's name on the command line: {@code flink}
 * @param execution the jobs that it runs
 * @param profile the runner profile that runs the probes, or null if they cannot run here and the
 *     evidence comes from elsewhere
 * @param options Beam options, beside the runner's, that select the mode
 */
public record Mode(
    String id,
    String title,
    String runner,
    Execution execution,
    @Nullable String profile,
    List<String> options) {

  public static final String DIRECT = "direct";
  public static final String FLINK_STREAMING = "flink-streaming";
  public static final String FLINK_BATCH = "flink-batch";
  public static final String FLINK_BATCH_DATASTREAM = "flink-batch-datastream";
  public static final String SPARK_BATCH = "spark-batch";
  public static final String SPARK_STREAMING = "spark-streaming";
  public static final String SPARK_STRUCTURED_STREAMING = "spark-structured-streaming";

  public Mode {
    options = List.copyOf(options);
  }

  /** Whether its evidence is made by probes that run here. */
  public boolean installed() {
    return profile != null;
  }
}
