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

import io.beamlambda.capability.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
    name = "run",
    description = "Runs a pipeline until it ends; without an end, until it is stopped.",
    customSynopsis = "lambda run PIPELINE [--runner=R] [--waivers=FILE] [--verbose] [OPTIONS]",
    footer = {"", "OPTIONS are the pipeline's and the runner's, in camelCase as Beam names them."})
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private PipelineArguments arguments = new PipelineArguments();

  @Mixin private WaiversOption waivers = new WaiversOption();

  @Unmatched private List<String> options = new ArrayList<>();

  @Override
  public Integer call() {
    Matrix matrix = Matrix.load();
    CapabilityCheck check = new CapabilityCheck(matrix, waivers.load(matrix.catalogue()));
    PipelineOptions pipelineOptions = arguments.options(options);
    arguments.profile().prepare(pipelineOptions);
    Pipeline pipeline = Pipeline.create(pipelineOptions);
    arguments.pipeline().build(pipeline);
    new Job(pipeline, arguments.profile(), check).run(spec.commandLine().getErr());
    return ExitCode.OK;
  }
}
