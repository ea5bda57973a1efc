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

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A runner, with what this project knows about running on it. Found through {@link
 * java.util.ServiceLoader}: implementations are public, have a public constructor without
 * parameters, and register themselves, for example with {@code @AutoService(RunnerProfile.class)}.
 */
public interface RunnerProfile {

  /** The name on the command line, lower case. The runner's class names are understood, too. */
  String name();

  /** The runner's class. */
  Class<? extends PipelineRunner<?>> runner();

  /** Options that are used where the user gives none. */
  default List<DefaultOption> defaults() {
    return List.of();
  }

  /**
   * Options that are used besides {@link #defaults}, and in place of those of the same names, where
   * the job goes to a cluster.
   *
   * @param given the options so far
   * @return nothing if these options lead to no cluster
   */
  default List<DefaultOption> clusterDefaults(PipelineOptions given) {
    return List.of();
  }

  /**
   * Sets options that follow from others and from what the pipeline reads, where they are not set.
   *
   * @return those that were set, with their reasons, for the user to see
   */
  default List<DefaultOption> size(Pipeline pipeline) {
    return List.of();
  }

  /**
   * Looks at the options of a run before anything is planned: refuses what the runner cannot do,
   * and adds what it needs whatever the user has given.
   *
   * @throws io.beamlambda.pipelines.UsageException if an option is missing or does not fit
   */
  default void prepare(PipelineOptions options) {}

  /**
   * Whether {@link #run} runs the pipeline with these options; otherwise it writes something that
   * somebody runs later.
   */
  default boolean isRun(PipelineOptions options) {
    return true;
  }

  /**
   * Runs a pipeline and returns when it has ended, which a pipeline without an end never does.
   *
   * @return the state it ended in, or {@code RUNNING} if it was only to be handed over to a cluster
   * @throws RuntimeException what made the pipeline fail
   */
  default PipelineResult.State run(Pipeline pipeline) {
    return pipeline.run().waitUntilFinish();
  }

  /**
   * Whether this program runs inside a process of its engine, which goes on when {@code main} has
   * returned: it must not exit, and what fails has to be thrown.
   */
  default boolean hosted() {
    return false;
  }
}
