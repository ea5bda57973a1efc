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
package io.beamlambda.capability.probe;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a runner profile knows of its runner so that probes can run on it; found by {@link
 * java.util.ServiceLoader}. One job at a time, as many as wanted one after the other.
 */
public interface Engine {

  /** The profile that it belongs to, as modes name it: {@code flink}. */
  String profile();

  /** The version of the software below Beam's runner, or null if there is none below it. */
  @Nullable String version();

  /**
   * The Beam options that make a job one of the mode, {@code --runner=...} among them, beside those
   * that the mode has itself. Only what is needed to observe exactly, and small jobs quickly.
   */
  List<String> options(String mode);

  /** Looked at before a job is started: clears what an earlier one left in this JVM. */
  default void prepare(PipelineOptions options) throws IOException {}

  /**
   * Whether the prepared job has been handed to the engine, where that can be known before {@code
   * run()} returns. What fails after that was not refused.
   */
  default boolean submitted() {
    return false;
  }

  /**
   * How often the prepared job has gone through all that there was to do, if the engine works in
   * rounds; empty if it does not. Counts where time would deceive: on a busy machine.
   */
  default OptionalLong rounds() {
    return OptionalLong.empty();
  }

  /**
   * Ends the job. It need not wait until the job is gone.
   *
   * @param result the job's, or null if {@code run()} has not returned
   */
  default void stop(@Nullable PipelineResult result) throws IOException {
    if (result != null) {
      result.cancel();
    }
  }
}
