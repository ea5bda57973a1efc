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

import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.assess.Assessor;
import io.beamlambda.capability.assess.Gate;
import io.beamlambda.capability.assess.Runners;
import io.beamlambda.capability.assess.Waiver;
import io.beamlambda.capability.assess.Waivers;
import io.beamlambda.capability.detect.PipelineFeatures;
import io.beamlambda.capability.report.PipelineReport;
import io.beamlambda.capability.report.Report;
import io.beamlambda.pipelines.UsageException;
import java.io.PrintWriter;
import java.util.List;
import org.apache.beam.sdk.Pipeline;

/** Holds a pipeline against what its runner can do, before the runner hears of it. */
final class CapabilityCheck {

  private final Matrix matrix;
  private final Waivers waivers;

  CapabilityCheck(Matrix matrix, Waivers waivers) {
    this.matrix = matrix;
    this.waivers = waivers;
  }

  /**
   * Warns of what is missing in part, or not known to work.
   *
   * @throws UsageException if the runner rejects something that the pipeline uses, fails at it, or
   *     does it wrongly, and that is not waived
   */
  void check(Pipeline pipeline, RunnerProfile profile, PrintWriter err) {
    Runners runners = Runners.of(matrix.catalogue());
    String runner = profile.runner().getName();
    if (!runners.knows(runner)) {
      return;
    }
    PipelineFeatures features = PipelineFeatures.of(pipeline);
    Execution kind = Runners.kind(features.execution(), pipeline.getOptions());
    List<Mode> chosen = runners.modes(runner, kind, pipeline.getOptions());
    PipelineReport report =
        Assessor.of(matrix)
            .withOptions(pipeline.getOptions())
            .withWaivers(waivers)
            .assess(
                "the pipeline", features, kind, chosen.isEmpty() ? runners.modes(runner) : chosen);
    Gate gate = Gate.of(report);
    if (gate.isClosed()) {
      throw new UsageException(
          "The %s runner does not run this pipeline right; nothing was started.\n%s"
              .formatted(profile.name(), String.join("\n", gate.refusals())));
    }
    gate.warnings().forEach(warning -> err.println("warning: " + warning));
    warnOfUnused(new Report(List.of(report)), err);
    err.flush();
  }

  private void warnOfUnused(Report report, PrintWriter err) {
    for (Waiver waiver : waivers.unused(report)) {
      err.println("warning: the waiver of " + waiver + " is not needed");
    }
  }
}
