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
package io.beamlambda.pipelines.cli;

import io.beamlambda.io.GraphOptions;
import io.beamlambda.io.ReadProgress;
import io.beamlambda.pipelines.UsageException;
import java.io.PrintWriter;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/** A pipeline that is ready to run, with the profile that runs it and a check that comes first. */
record Job(Pipeline pipeline, RunnerProfile profile, CapabilityCheck check) {

  /**
   * Runs to the end, with its progress on {@code err}.
   *
   * @throws UsageException if the check refuses the pipeline
   * @throws JobFailedException if it ends in another state than done
   */
  void run(PrintWriter err) {
    if (pipeline.getOptions().as(GraphOptions.class).isGraphOnly()) {
      throw new UsageException(
          "A pipeline that is built with --graphOnly can only be looked at: leave the option out");
    }
    check.check(pipeline, profile, err);
    // Asked first: runners replace transforms when they translate the pipeline.
    List<ReadProgress> reads = ReadProgress.of(pipeline);
    reads.stream()
        .flatMap(read -> read.plan().warnings().stream())
        .forEach(warning -> err.println("warning: " + warning));
    profile
        .size(pipeline)
        .forEach(
            option ->
                err.println("chosen: %s (%s)".formatted(option.toArgument(), option.reason())));
    PipelineResult.State state;
    List<ReadProgress> followed = profile.isRun(pipeline.getOptions()) ? reads : List.of();
    try (ProgressReporter ignored = ProgressReporter.start(followed, err)) {
      state = profile.run(pipeline);
    } catch (RuntimeException e) {
      throw new JobFailedException("The job failed", e);
    }
    if (state == PipelineResult.State.RUNNING) {
      err.println("The cluster has the job, which goes on there.");
    } else if (state != PipelineResult.State.DONE) {
      throw new JobFailedException("The job ended in state " + state, null);
    }
  }
}
