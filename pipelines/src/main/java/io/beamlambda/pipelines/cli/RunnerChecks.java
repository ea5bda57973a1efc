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

import io.beamlambda.pipelines.doctor.Check;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What a runner needs around it, for {@code ./lambda doctor}. Found through {@link
 * java.util.ServiceLoader}, as {@link RunnerProfile}s are; a profile without one is looked at
 * without it.
 */
public interface RunnerChecks {

  /** The profile that it belongs to: {@code flink}. */
  String name();

  /** The heap of this JVM, in bytes, below which not even a small job can be expected to run. */
  long leastHeapBytes(PipelineOptions options);

  /** Directories of this machine that a job writes to, with what it keeps there. */
  default Map<Path, String> directories(PipelineOptions options) {
    return Map.of();
  }

  /** Ports of this machine that a job prefers to listen on, with what for. */
  default Map<Integer, String> ports(PipelineOptions options) {
    return Map.of();
  }

  /** What else to look at: a cluster, if the options lead to one. */
  default List<Check> checks(PipelineOptions options) {
    return List.of();
  }
}
