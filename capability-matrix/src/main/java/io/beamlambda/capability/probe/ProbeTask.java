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

import io.beamlambda.capability.Execution;
import org.jspecify.annotations.Nullable;

/**
 * Something to run.
 *
 * @param mode the id of the mode
 * @param probe the simple name of the probe's class
 * @param job batch or streaming
 * @param setting which of the probe's settings to try, from 0; null for the plain run
 */
record ProbeTask(String mode, String probe, Execution job, @Nullable Integer setting) {

  ProbeTask with(int trial) {
    return new ProbeTask(mode, probe, job, trial);
  }

  /** The run that the probe is told of. */
  ProbeRun run(String id) {
    return new ProbeRun(id, mode, job == Execution.STREAMING);
  }

  @Override
  public String toString() {
    return probe + " " + job.name().toLowerCase(java.util.Locale.ROOT);
  }
}
