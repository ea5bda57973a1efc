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

import java.nio.file.Path;
import java.util.List;

/**
 * Starts an engine's cluster on this machine, in processes of its own that listen on the loopback
 * interface only. Found through {@link java.util.ServiceLoader}, as {@link RunnerProfile}s are.
 */
public interface LocalCluster {

  /** The profile that it belongs to: {@code flink}. */
  String name();

  /**
   * Starts a cluster that goes on when this JVM has ended, and returns when it takes jobs.
   *
   * @param dir an existing directory for its logs and files
   * @param workers how many processes are to do the work, at least 1
   * @throws io.beamlambda.pipelines.UsageException if it does not start, with the reason
   */
  Started start(Path dir, int workers);

  /**
   * A cluster that runs.
   *
   * @param options what {@code ./lambda run} needs to run a pipeline there
   * @param processes what has to be ended to stop it, in that order
   */
  record Started(List<String> options, List<ProcessHandle> processes) {

    /** Keeps copies. */
    public Started {
      options = List.copyOf(options);
      processes = List.copyOf(processes);
    }
  }
}
