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

import com.google.api.services.dataflow.model.Job;
import com.google.api.services.dataflow.model.Step;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.io.Source;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.util.SerializableUtils;
import org.jspecify.annotations.Nullable;

/** The steps of a job as the service is sent them. */
record GraphSteps(List<Step> steps) {

  static GraphSteps of(Job job) {
    return new GraphSteps(job.getSteps());
  }

  /** Each as "kind: the transform's name". */
  List<String> names() {
    return steps.stream().map(step -> step.getKind() + ": " + name(step)).toList();
  }

  /** The source of a step, as a worker decodes it. */
  Source<?> source(String step) {
    return (Source<?>) decode(text(spec(step).get("serialized_source")));
  }

  /** The splits of a step's unbounded source, of which a worker reads one each. */
  List<UnboundedSource<?, ?>> splits(String step) {
    return ((List<?>) Objects.requireNonNull(spec(step).get("serialized_source_splits")))
        .stream()
            .<UnboundedSource<?, ?>>map(split -> (UnboundedSource<?, ?>) decode(text(split)))
            .toList();
  }

  /** The name of the step whose name ends so, which reads something. */
  String read(String end) {
    return steps.stream()
        .filter(step -> step.getKind().equals("ParallelRead"))
        .map(GraphSteps::name)
        .filter(name -> name.contains(end))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No read of " + end + " in " + names()));
  }

  String id(String name) {
    return step(name).getName();
  }

  private Step step(String name) {
    return steps.stream()
        .filter(candidate -> name(candidate).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No step " + name + " in " + names()));
  }

  private Map<?, ?> spec(String step) {
    Map<?, ?> source = (Map<?, ?>) Objects.requireNonNull(step(step).getProperties().get("source"));
    return (Map<?, ?>) Objects.requireNonNull(source.get("spec"));
  }

  private static String name(Step step) {
    return text(step.getProperties().get("user_name"));
  }

  private static String text(@Nullable Object value) {
    Object bare = value instanceof Map<?, ?> map ? map.get("value") : value;
    return String.valueOf(Objects.requireNonNull(bare));
  }

  private static Object decode(String base64) {
    return SerializableUtils.deserializeFromByteArray(
        Base64.getDecoder().decode(base64), "a source of the job");
  }
}
