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
package io.beamlambda.pipelines.report;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen at one moment. What was not known then has no value.
 *
 * @param millis since the start of the run
 */
record Sample(long millis, Map<Quantity, Long> values) {

  Sample {
    values = Map.copyOf(values);
  }

  @Nullable Long value(Quantity quantity) {
    return values.get(quantity);
  }

  /** One sample for two. */
  Sample with(Sample later) {
    Map<Quantity, Long> merged = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      Long before = value(quantity);
      Long after = later.value(quantity);
      if (before != null && after != null) {
        merged.put(quantity, quantity.merged(before, after));
      } else if (after != null) {
        merged.put(quantity, after);
      }
      // What was known and is not any more is not known.
    }
    return new Sample(later.millis, merged);
  }
}
