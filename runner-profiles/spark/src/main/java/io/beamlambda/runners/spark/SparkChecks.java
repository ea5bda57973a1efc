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

import com.google.auto.service.AutoService;
import io.beamlambda.pipelines.cli.RunnerChecks;
import io.beamlambda.pipelines.doctor.Check;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.spark.network.util.JavaUtils;
import org.jspecify.annotations.Nullable;

/** What a job on Spark needs: memory, room for checkpoints, and a cluster that fits. */
@AutoService(RunnerChecks.class)
public final class SparkChecks implements RunnerChecks {

  /** Spark itself refuses to start with less than 450 MB. */
  private static final long LEAST_HEAP = 512L << 20;

  /** Spark's own default. */
  private static final String WEB_PORT = "4040";

  /** Spark's own default. */
  private static final String EXECUTOR_MEMORY = "1g";

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public long leastHeapBytes(PipelineOptions options) {
    return LEAST_HEAP;
  }

  @Override
  public Map<Path, String> directories(PipelineOptions options) {
    String checkpoints = options.as(SparkContextOptions.class).getCheckpointDir();
    Path local = local(checkpoints);
    return local == null ? Map.of() : Map.of(local, "checkpoints");
  }

  private static @Nullable Path local(@Nullable String location) {
    if (location == null || location.isBlank()) {
      return null;
    }
    if (location.startsWith("file:/")) {
      return Path.of(URI.create(location).getPath());
    }
    return location.contains(":/") ? null : Path.of(location);
  }

  @Override
  public Map<Integer, String> ports(PipelineOptions options) {
    // jvm.flags switch it off.
    return System.getProperty("spark.ui.enabled", "true").equals("false")
        ? Map.of()
        : Map.of(
            Integer.parseInt(System.getProperty("spark.ui.port", WEB_PORT)),
            "Spark's web interface");
  }

  @Override
  public List<Check> checks(PipelineOptions options) {
    SparkContextOptions spark = options.as(SparkContextOptions.class);
    return SparkProfile.isEmbedded(spark)
        ? List.of()
        : List.of(
            new SparkClusterCheck(
                spark.getSparkMaster(),
                org.apache.spark.package$.MODULE$.SPARK_VERSION(),
                JavaUtils.byteStringAsMb(
                    System.getProperty("spark.executor.memory", EXECUTOR_MEMORY))));
  }
}
