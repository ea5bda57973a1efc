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
package io.beamlambda.runners.dataflow;

import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;

/**
 * Which of its two readers KafkaIO takes. For Dataflow it takes the splittable one unless an
 * experiment says otherwise. Runner v1 then replaces that by the unbounded source while it
 * translates the pipeline; Runner v2, which the service may choose, does not. The splittable one
 * makes its consumer anew for each turn, does not wait for the lake, and never ends.
 */
final class StreamReading {

  /** KafkaIO's unbounded source; on Runner v2 it is wrapped, as any unbounded source is. */
  static final String UNBOUNDED_SOURCE = "use_unbounded_sdf_wrapper";

  private static final List<String> ALIKE =
      List.of(UNBOUNDED_SOURCE, "use_deprecated_read", "beam_fn_api_use_deprecated_read");

  private StreamReading() {}

  /** Adds the experiment where the user gives others, and so not the profile's default. */
  static void prepare(PipelineOptions options) {
    if (options.as(StreamingOptions.class).isStreaming()
        && ALIKE.stream().noneMatch(name -> ExperimentalOptions.hasExperiment(options, name))) {
      ExperimentalOptions.addExperiment(
          Objects.requireNonNull(options.as(ExperimentalOptions.class)), UNBOUNDED_SOURCE);
    }
  }
}
