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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

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
            "milliseconds; Beam's 200 let a tenth of a small lake pass before its first window"),
        new DefaultOption(
            "finishBundleBeforeCheckpointing",
            "true",
            "else what a bundle gives at a checkpoint waits for the next element, and the watermark"
                + " may not: it would be late, and dropped"),
        new DefaultOption(
            "lakeBlockRows",
            "32",
            "rows that the lake hands over at once; a bundle of more of them keeps windows waiting,"
                + " and brought nothing"),
        new DefaultOption(
            "lakeBlockGrowth",
            "20000",
            "the lake begins with blocks of one row: no bundle holds more than a quarter of what was"
                + " read before it"),
        new DefaultOption(
            "fasterCopy",
            "true",
            "elements, which Beam forbids to change, are not copied between the steps of a task; off"
                + " where there are checkpoints"));
  }

  @Override
  public List<DefaultOption> clusterDefaults(PipelineOptions given) {
    Optional<StreamContextEnvironment> host = host();
    if (host.isEmpty() && isEmbedded(given)) {
      return List.of();
    }
    List<DefaultOption> defaults = new ArrayList<>();
    defaults.add(
        new DefaultOption("board", "kafka", "readers in several TaskManagers find each other"));
    defaults.add(
        host.filter(environment -> environment.getCheckpointConfig().isCheckpointingEnabled())
            .map(
                environment ->
                    new DefaultOption(
                        "checkpointingInterval",
                        Long.toString(environment.getCheckpointInterval()),
                        "milliseconds; as the cluster is configured"))
            .orElse(
                new DefaultOption(
                    "checkpointingInterval",
                    "10000",
                    "milliseconds; what a failure costs to do again, and what makes it exact")));
    defaults.add(
        new DefaultOption(
            "externalizedCheckpointsEnabled", "true", "a job can go on from its last checkpoint"));
    defaults.add(
        new DefaultOption(
            "retainExternalizedCheckpointsOnCancellation", "true", "also when it was cancelled"));
    if (host.isPresent()) {
      defaults.add(
          new DefaultOption(
              "parallelism",
              "-1",
              "what the submitting command or the cluster's configuration says"));
    }
    return defaults;
  }

  /**
   * Where there are checkpoints, {@code fasterCopy} is switched off, whatever was given. It spares
   * copies of state, too, and Beam's accumulators are changed in place while Flink still writes a
   * checkpoint: a job that goes on from it would count twice what came meanwhile.
   */
  @Override
  public void prepare(PipelineOptions options) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    Long interval = flink.getCheckpointingInterval();
    if (interval != null && interval > 0) {
      flink.setFasterCopy(false);
    }
  }

  /** Inside {@code flink run}, and on the JobManager of an application. */
  @Override
  public boolean hosted() {
    return host().isPresent();
  }

  @Override
  public PipelineResult.State run(Pipeline pipeline) {
    return run(pipeline, new JobMetrics());
  }

  /**
   * Runs the pipeline. Beam's runner gathers metrics of most steps when the job ends, and those of
   * sources never; Flink's own metrics have all of them at any time. In an embedded run they are
   * read from there, on a cluster they are for the cluster's reporters. What {@code flink run -d}
   * submits is not waited for.
   */
  @Override
  public PipelineResult.State run(Pipeline pipeline, JobMetrics metrics) {
    FlinkPipelineOptions options = pipeline.getOptions().as(FlinkPipelineOptions.class);
    Optional<StreamContextEnvironment> host = host();
    if (host.isEmpty() && isEmbedded(options)) {
      try (EmbeddedMetrics embedded = EmbeddedMetrics.of(options)) {
        metrics.readFrom(() -> embedded);
        return pipeline.run().waitUntilFinish();
      }
    }
    boolean detached =
        host.filter(environment -> !environment.getConfiguration().get(DeploymentOptions.ATTACHED))
            .isPresent();
    if (detached) {
      options.setAttachedMode(false);
    }
    PipelineResult result = pipeline.run();
    metrics.readPartlyFrom(result::metrics);
    return detached ? PipelineResult.State.RUNNING : result.waitUntilFinish();
  }

  /** The environment that Flink has prepared for this program, if it is Flink that runs it. */
  private static Optional<StreamContextEnvironment> host() {
    return StreamExecutionEnvironment.getExecutionEnvironment()
            instanceof StreamContextEnvironment environment
        ? Optional.of(environment)
        : Optional.empty();
  }

  static boolean isEmbedded(PipelineOptions options) {
    // [auto], [local] and [collection] are no addresses.
    return options.as(FlinkPipelineOptions.class).getFlinkMaster().startsWith("[");
  }
}
