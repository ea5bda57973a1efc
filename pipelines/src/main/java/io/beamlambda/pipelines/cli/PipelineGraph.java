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
import io.beamlambda.pipelines.NamedPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.testing.CrashingRunner;
import org.jspecify.annotations.Nullable;

/** A named pipeline as a graph to look at, built without lake, broker or runner. */
final class PipelineGraph {

  private static final String SAMPLE = "a sample";

  private PipelineGraph() {}

  /**
   * Builds a pipeline by the user's options and, where there is none of a name, by samples.
   *
   * @param runner the runner whose options are understood if it is on the class path; null for any
   */
  static Pipeline of(NamedPipeline named, @Nullable String runner, List<String> arguments) {
    Optional<RunnerProfile> profile =
        runner == null ? Optional.empty() : RunnerProfiles.look(runner);
    List<DefaultOption> defaults = new ArrayList<>();
    profile.ifPresent(found -> defaults.addAll(found.defaults()));
    defaults.add(PipelineArguments.STREAMING);
    named.sampleOptions().forEach(option -> defaults.add(sample(option)));
    PipelineOptions options = BeamArguments.parse(arguments, defaults, named.optionsType());
    options.as(GraphOptions.class).setGraphOnly(true);
    // No runner is asked yet: it may want a project or credentials, of which a graph needs none.
    options.setRunner(CrashingRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    profile.or(RunnerProfiles::any).ifPresent(found -> options.setRunner(found.runner()));
    named.build(pipeline);
    return pipeline;
  }

  private static DefaultOption sample(String option) {
    int end = option.indexOf('=');
    return new DefaultOption(option.substring(2, end), option.substring(end + 1), SAMPLE);
  }
}
