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
import io.beamlambda.pipelines.cli.DefaultOption;
import io.beamlambda.pipelines.cli.JobMetrics;
import io.beamlambda.pipelines.cli.RunnerProfile;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;

/** Beam's FlinkRunner: embedded in this JVM, or on the cluster that {@code --flinkMaster} names. */
@AutoService(RunnerProfile.class)
public final class FlinkProfile implements RunnerProfile {

  @Override
  public String name() {
    return "flink";
  }

  @Override
  public Class<FlinkRunner> runner() {
    return FlinkRunner.class;
  }

  @Override
  public List<DefaultOption> defaults() {
    return List.of(
        new DefaultOption("parallelism", "1", "a second task on one machine brought nothing"),
        new DefaultOption(
            "maxBundleSize",
            "5000",
            "more is combined before the shuffle than with Beam's 1000; a watermark waits for the"
                + " end of its bundle, so more would keep the first windows waiting"),
        new DefaultOption(
            "autoWatermarkInterval",
            "20",
            "milliseconds; Beam's 200 let a tenth of a small lake pass before its first window"));
  }

  @Override
  public List<DefaultOption> clusterDefaults(PipelineOptions given) {
    if (isEmbedded(given.as(FlinkPipelineOptions.class))) {
      return List.of();
    }
    return List.of(
        new DefaultOption("board", "kafka", "readers in several TaskManagers find each other"),
        new DefaultOption(
            "checkpointingInterval",
            "10000",
            "milliseconds; what a failure costs to do again, and what makes it exact"),
        new DefaultOption(
            "externalizedCheckpointsEnabled", "true", "a job can go on from its last checkpoint"),
        new DefaultOption(
            "retainExternalizedCheckpointsOnCancellation", "true", "also when it was cancelled"));
  }

  private static boolean isEmbedded(FlinkPipelineOptions options) {
    // [auto], [local] and [collection] are no addresses.
    return options.getFlinkMaster().startsWith("[");
  }

  /**
   * Runs the pipeline. Beam's runner gathers metrics of most steps when the job ends, and those of
   * sources never; Flink's own metrics have all of them at any time. In an embedded run they are
   * read from there, on a cluster they are for the cluster's reporters.
   */
  @Override
  public PipelineResult.State run(Pipeline pipeline, JobMetrics metrics) {
    FlinkPipelineOptions options = pipeline.getOptions().as(FlinkPipelineOptions.class);
    if (!isEmbedded(options)) {
      PipelineResult result = pipeline.run();
      metrics.readPartlyFrom(result::metrics);
      return result.waitUntilFinish();
    }
    try (EmbeddedMetrics embedded = EmbeddedMetrics.of(options)) {
      metrics.readFrom(() -> embedded);
      return pipeline.run().waitUntilFinish();
    }
  }
}
