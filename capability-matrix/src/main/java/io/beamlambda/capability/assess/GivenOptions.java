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
package io.beamlambda.capability.assess;

import io.beamlambda.capability.Condition;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;

/** A pipeline's options by their names, without the classes of the runners that declare them. */
final class GivenOptions {

  private final Map<String, String> values;

  private GivenOptions(Map<String, String> values) {
    this.values = values;
  }

  /** The options that somebody set; those that have their defaults count as not set. */
  static GivenOptions of(PipelineOptions options) {
    return new GivenOptions(
        DisplayData.from(options).asMap().values().stream()
            .collect(
                Collectors.toMap(
                    item -> String.valueOf(item.getKey()),
                    item -> String.valueOf(item.getValue()),
                    (first, second) -> first)));
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  /**
   * Whether an option is as a condition asks.
   *
   * @throws IllegalArgumentException if the condition is none of those that there are
   */
  boolean meet(Condition condition) {
    Optional<String> value = value(condition.option());
    String requirement = condition.requirement().strip();
    if (requirement.equals("set")) {
      return value.isPresent();
    }
    String operand = requirement.isEmpty() ? "" : requirement.substring(1).strip();
    if (requirement.startsWith("=")) {
      return value.filter(given -> given.equalsIgnoreCase(operand)).isPresent();
    }
    if (requirement.startsWith(">")) {
      return value.map(Long::valueOf).filter(given -> given > Long.parseLong(operand)).isPresent();
    }
    throw new IllegalArgumentException(
        "Invalid requirement '%s' of option %s: expected set, > N or = VALUE."
            .formatted(requirement, condition.option()));
  }
}
