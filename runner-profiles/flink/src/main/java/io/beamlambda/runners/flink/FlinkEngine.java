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
package io.beamlambda.runners.flink;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;

/**
 * Runs probes on the FlinkRunner, embedded. By default its {@code run()} returns when the job has
 * ended; Flink's own handle of the job is what it can be cancelled by before.
 */
@AutoService(Engine.class)
public final class FlinkEngine implements Engine {

  private @Nullable Path configuration;

  @Override
  public String profile() {
    return "flink";
  }

  @Override
  public String version() {
    return EnvironmentInformation.getVersion();
  }

  @Override
  public List<String> options(String mode) {
    return List.of(
        "--runner=FlinkRunner",
        "--parallelism=1",
        // A watermark waits for the end of a bundle; only so an element is known to be late.
        "--maxBundleSize=1",
        "--autoWatermarkInterval=5",
        "--jobCheckIntervalInSecs=1");
  }

  @Override
  public void prepare(PipelineOptions options) throws IOException {
    SubmittedJob.forget();
    if (configuration == null) {
      configuration = Files.createTempDirectory("beam-lambda-flink-");
    }
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    Files.writeString(configuration.resolve("config.yaml"), configuration(flink));
    flink.setFlinkConfDir(configuration.toString());
  }

  private static String configuration(FlinkPipelineOptions options) {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put(DeploymentOptions.JOB_LISTENERS.key(), SubmittedJob.class.getName());
    int retries = options.getNumberOfExecutionRetries();
    if (retries > 0) {
      // The runner tells streaming jobs only; a batch job's cluster has to know by itself.
      entries.put(RestartStrategyOptions.RESTART_STRATEGY.key(), "fixed-delay");
      entries.put(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS.key(), retries);
      entries.put(
          RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY.key(),
          Math.max(0, options.getExecutionRetryDelay()) + " ms");
    }
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public boolean submitted() {
    return SubmittedJob.current() != null;
  }

  @Override
  public void stop(@Nullable PipelineResult result) throws IOException {
    JobClient job = SubmittedJob.current();
    if (result != null) {
      result.cancel();
    } else if (job != null) {
      job.cancel().join();
    }
  }
}
