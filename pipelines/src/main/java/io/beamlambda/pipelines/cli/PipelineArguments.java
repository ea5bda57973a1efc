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

import io.beamlambda.pipelines.NamedPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * A pipeline with its options, on a runner: what {@code run}, {@code plan} and {@code seam} have in
 * common.
 */
final class PipelineArguments {

  /** The read is unbounded although it may end, and windows should close while it goes on. */
  static final DefaultOption STREAMING =
      new DefaultOption("streaming", "true", "lake and stream are read as one unbounded stream");

  @Mixin private RunnerOption runner = new RunnerOption();

  @Parameters(index = "0", paramLabel = "PIPELINE", description = "The pipeline's name.")
  private String name = "";

  RunnerProfile profile() {
    return runner.profile();
  }

  NamedPipeline pipeline() {
    return NamedPipelines.find(name);
  }

  /**
   * The user's options; where there is none of a name, the profile's default.
   *
   * @param arguments what is left of the command line: the pipeline's and the runner's options
   */
  PipelineOptions options(List<String> arguments) {
    return parse(profile(), arguments, pipeline().optionsType());
  }

  static <T extends PipelineOptions> T parse(
      RunnerProfile profile, List<String> arguments, Class<T> type) {
    List<DefaultOption> defaults = new ArrayList<>(profile.defaults());
    defaults.add(STREAMING);
    HdfsOption.of(arguments, System.getenv()).ifPresent(defaults::add);
    T options = BeamArguments.parse(arguments, defaults, type);
    List<DefaultOption> cluster = profile.clusterDefaults(options);
    if (!cluster.isEmpty()) {
      Set<String> names =
          cluster.stream().map(DefaultOption::name).collect(Collectors.toUnmodifiableSet());
      defaults.removeIf(option -> names.contains(option.name()));
      defaults.addAll(cluster);
      options = BeamArguments.parse(arguments, defaults, type);
    }
    options.setRunner(profile.runner());
    return options;
  }
}
