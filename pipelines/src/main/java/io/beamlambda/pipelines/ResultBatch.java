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
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.time.Instant;

/** Results to be written together, without those that others of them replace. */
final class ResultBatch {

  private static final Comparator<Result> WINS =
      Comparator.comparingLong(Result::elements).thenComparingLong(Result::paneIndex);

  private static final Comparator<Result> BY_IDENTITY =
      Comparator.comparing(Result::key)
          .thenComparing(Result::windowStart)
          .thenComparing(Result::windowEnd);

  private final boolean merging;
  private final Map<Identity, Result> separate = new HashMap<>();
  private final Map<String, List<Result>> byKey = new HashMap<>();
  private int size;

  ResultBatch(boolean merging) {
    this.merging = merging;
  }

  void add(Result result) {
    size++;
    if (merging) {
      addMerging(byKey.computeIfAbsent(result.key(), key -> new ArrayList<>()), result);
    } else {
      separate.merge(
          new Identity(result.key(), result.windowStart(), result.windowEnd()),
          result,
          (stored, added) -> WINS.compare(stored, added) > 0 ? stored : added);
    }
  }

  /** How many results were added. */
  int size() {
    return size;
  }

  private static void addMerging(List<Result> ofKey, Result result) {
    for (Result stored : ofKey) {
      if (overlap(stored, result) && WINS.compare(stored, result) > 0) {
        return;
      }
    }
    ofKey.removeIf(stored -> overlap(stored, result));
    ofKey.add(result);
  }

  private static boolean overlap(Result one, Result other) {
    return one.windowStart().isBefore(other.windowEnd())
        && other.windowStart().isBefore(one.windowEnd());
  }

  /** The results in an order that all writers share, so that they do not lock each other out. */
  Collection<Result> results() {
    List<Result> results = new ArrayList<>(separate.values());
    byKey.values().forEach(results::addAll);
    results.sort(BY_IDENTITY);
    return results;
  }

  private record Identity(String key, Instant start, Instant end) {}
}
