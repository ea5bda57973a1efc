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

import io.beamlambda.capability.Mode;
import java.util.List;

/** How the modes that run here are told to try again what has failed. */
public final class Retries {

  private Retries() {}

  /** Whether the mode can be told to; the DirectRunner ends a job with its first failure. */
  public static boolean possible(ProbeRun run) {
    return !run.mode().equals(Mode.DIRECT);
  }

  /** The options to try again with, a few times. */
  public static List<String> options(ProbeRun run) {
    if (run.mode().startsWith("flink")) {
      return List.of("--numberOfExecutionRetries=3", "--executionRetryDelay=100");
    }
    // In local mode Spark tries a task once, unless the master's second number says otherwise.
    return run.mode().startsWith("spark") ? List.of("--sparkMaster=local[2,4]") : List.of();
  }
}
