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
package io.beamlambda.pipelines;

import io.beamlambda.io.LambdaIO;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A pipeline that can be run by its name, on any runner. Found through {@link
 * java.util.ServiceLoader}: implementations are public, have a public constructor without
 * parameters, and register themselves, for example with {@code @AutoService(NamedPipeline.class)}.
 */
public interface NamedPipeline {

  /** The name on the command line: lower case, words joined by {@code -}. */
  String name();

  /** What the pipeline does, in one line. */
  String description();

  /** The options it takes; every getter has a {@code @Description}. */
  Class<? extends PipelineOptions> optionsType();

  /**
   * Adds the pipeline's transforms, configured by {@code pipeline.getOptions()}. Does not run it,
   * and asks nobody for anything where {@link io.beamlambda.io.GraphOptions} say so.
   *
   * @throws UsageException if an option is missing or wrong
   */
  void build(Pipeline pipeline);

  /**
   * Options with which the pipeline can be looked at where the user gives none, as they are written
   * on the command line; nothing that they name has to exist. None by default.
   */
  default List<String> sampleOptions() {
    return List.of();
  }

  /**
   * The read that {@link #build} would apply, so that it can be planned without running.
   *
   * @throws UsageException if an option is missing or wrong
   */
  LambdaIO.Read<?> read(PipelineOptions options);

  /**
   * What a run with these options would reach, for a look at it before the run. Asks nobody, and
   * throws nothing for options that are missing or wrong.
   *
   * @param options with {@link io.beamlambda.io.GraphOptions#isGraphOnly} set
   */
  default Places places(PipelineOptions options) {
    try {
      LambdaIO.Read<?> read = read(options);
      return new Places(read.lake(), read.lanes(), read.stream(), null, List.of());
    } catch (UsageException e) {
      return new Places(null, 1, null, null, List.of(String.valueOf(e.getMessage())));
    }
  }
}
