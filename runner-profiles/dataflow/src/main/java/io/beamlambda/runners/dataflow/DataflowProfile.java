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
package io.beamlambda.runners.dataflow;

import com.google.auto.service.AutoService;
import io.beamlambda.pipelines.cli.DefaultOption;
import io.beamlambda.pipelines.cli.JobException;
import io.beamlambda.pipelines.cli.RunnerProfile;
import java.util.List;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;

/**
 * Beam's DataflowRunner: plans here, and hands the job to Google Cloud Dataflow; or writes it as a
 * template, where {@code --templateLocation} names a file.
 */
@AutoService(RunnerProfile.class)
public final class DataflowProfile implements RunnerProfile {

  @Override
  public String name() {
    return "dataflow";
  }

  @Override
  public Class<DataflowRunner> runner() {
    return DataflowRunner.class;
  }

  @Override
  public List<DefaultOption> defaults() {
    return List.of(
        new DefaultOption(
            "experiments",
            StreamReading.UNBOUNDED_SOURCE,
            "KafkaIO's unbounded source, which waits for the lake, also on Runner v2; for Dataflow"
                + " KafkaIO would take its splittable reader"));
  }

  /** Those of streaming jobs; batch jobs run with what the service chooses. */
  @Override
  public List<DefaultOption> clusterDefaults(PipelineOptions given) {
    if (!given.as(StreamingOptions.class).isStreaming()) {
      return List.of();
    }
    return List.of(
        new DefaultOption("board", "kafka", "readers on several workers find each other"),
        new DefaultOption(
            "enableStreamingEngine",
            "true",
            "state lives outside the workers, so that their number follows the load"),
        new DefaultOption(
            "unboundedReaderMaxReadTimeMs",
            "1000",
            "a reader tells its bound when its bundle ends; with Dataflow's ten seconds event time"
                + " could pass at most at one lead per twenty seconds"));
  }

  @Override
  public void prepare(PipelineOptions options) {
    new SubmissionChecks(options.as(DataflowPipelineOptions.class)).check();
    StreamReading.prepare(options);
  }

  @Override
  public boolean isRun(PipelineOptions options) {
    return options.as(DataflowPipelineOptions.class).getTemplateLocation() == null;
  }

  /**
   * Submits the pipeline and follows the job to its end, or writes the template.
   *
   * @throws JobException if Dataflow does not take the job, or the job fails
   */
  @Override
  public PipelineResult.State run(Pipeline pipeline) {
    DataflowPipelineOptions options = pipeline.getOptions().as(DataflowPipelineOptions.class);
    // Asked first: the runner replaces transforms when it translates the pipeline.
    ClassicTemplate template = isRun(options) ? null : ClassicTemplate.of(pipeline);
    PipelineResult result;
    try {
      result = pipeline.run();
    } catch (RuntimeException e) {
      throw SubmittedJob.notTaken(e);
    }
    if (template != null) {
      template.writeMetadata(options.getTemplateLocation());
      return PipelineResult.State.DONE;
    }
    return new SubmittedJob((DataflowPipelineJob) result).follow();
  }
}
