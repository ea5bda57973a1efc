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

import io.beamlambda.io.Plan;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
    name = "plan",
    description =
        "Shows what a pipeline would read: files, cutoff, offsets, checks. Reads no data.",
    customSynopsis = "lambda plan PIPELINE [--format=text|json] [--runner=R] [--verbose] [OPTIONS]",
    footer = {"", "OPTIONS are those of the run that is to be planned."})
final class PlanCommand implements Callable<Integer> {

  private enum Format {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;

  @Mixin private PipelineArguments arguments = new PipelineArguments();

  @Unmatched private List<String> options = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "text",
      description = "text or json. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  @Override
  public Integer call() {
    PipelineOptions pipelineOptions = arguments.options(options);
    Plan plan;
    try (PlanningProgress progress =
        new PlanningProgress(
            spec.commandLine().getErr(), ProgressReporter.isLineUpdated(), System::nanoTime)) {
      plan = arguments.pipeline().read(pipelineOptions).plan(pipelineOptions, progress);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(format == Format.JSON ? plan.toJson() : plan.toText());
    out.flush();
    return ExitCode.OK;
  }
}
