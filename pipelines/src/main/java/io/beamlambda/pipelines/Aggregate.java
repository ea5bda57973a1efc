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
package io.beamlambda.pipelines;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Count, sum, minimum and maximum of numbers, as {@link Numbers} has them.
 *
 * @param count the number of numbers
 * @param sum the sum, or null without numbers
 * @param min the smallest, or null without numbers
 * @param max the largest, or null without numbers
 */
record Aggregate(long count, @Nullable Number sum, @Nullable Number min, @Nullable Number max) {

  static final List<String> FIELDS = List.of("count", "sum", "min", "max");

  /** The values, in the order of {@link #FIELDS}. */
  List<@Nullable Number> values() {
    List<@Nullable Number> values = new ArrayList<>(FIELDS.size());
    Collections.addAll(values, count, sum, min, max);
    return Collections.unmodifiableList(values);
  }
}
