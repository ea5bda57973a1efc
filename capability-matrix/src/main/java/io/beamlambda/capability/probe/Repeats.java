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

import io.beamlambda.capability.EvidenceFile.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What several runs of the same say together: the worst of them, and whether they agree. */
final class Repeats {

  private final Map<List<@Nullable Object>, Entry> worst = new LinkedHashMap<>();

  /** Adds the runs of a repetition, in any order. */
  void add(List<Entry> entries) {
    for (Entry entry : entries) {
      worst.merge(key(entry), entry, Repeats::worse);
    }
  }

  /** One of each, in the order in which they first came. */
  List<Entry> entries() {
    return List.copyOf(worst.values());
  }

  private static List<@Nullable Object> key(Entry entry) {
    List<@Nullable Object> key = new ArrayList<>();
    key.add(entry.probe());
    key.add(entry.job());
    key.add(entry.condition());
    return key;
  }

  private static Entry worse(Entry one, Entry other) {
    Entry worse = one.support().compareTo(other.support()) >= 0 ? one : other;
    boolean flaky =
        Boolean.TRUE.equals(one.flaky())
            || Boolean.TRUE.equals(other.flaky())
            || one.result() != other.result();
    return flaky ? flaky(worse) : worse;
  }

  private static Entry flaky(Entry entry) {
    return new Entry(
        entry.feature(),
        entry.probe(),
        entry.job(),
        entry.options(),
        entry.condition(),
        entry.outcome(),
        true,
        entry.expected(),
        entry.observed(),
        entry.error());
  }
}
