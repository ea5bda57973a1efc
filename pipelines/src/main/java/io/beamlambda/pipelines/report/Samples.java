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

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples of a run of any length in bounded memory: when there are too many, each two become one,
 * and from then on twice as many are needed for a further one.
 */
final class Samples {

  private final int capacity;
  private final List<Sample> kept = new ArrayList<>();
  private int stride = 1;
  private int pendingCount;
  private @Nullable Sample pending;

  /**
   * @param capacity how many to keep at most, an even number
   */
  Samples(int capacity) {
    if (capacity < 2 || capacity % 2 != 0) {
      throw new IllegalArgumentException(
          "Invalid capacity: %d (must be even and at least 2)".formatted(capacity));
    }
    this.capacity = capacity;
  }

  void add(Sample sample) {
    pending = pending == null ? sample : pending.with(sample);
    pendingCount++;
    if (pendingCount < stride) {
      return;
    }
    kept.add(pending);
    pending = null;
    pendingCount = 0;
    if (kept.size() == capacity) {
      halve();
    }
  }

  private void halve() {
    List<Sample> halved = halved(kept);
    kept.clear();
    kept.addAll(halved);
    stride *= 2;
  }

  /** How many samples one that is kept stands for. */
  int stride() {
    return stride;
  }

  /** Those that are kept, and the latest. */
  List<Sample> all() {
    List<Sample> all = new ArrayList<>(kept);
    if (pending != null) {
      all.add(pending);
    }
    return List.copyOf(all);
  }

  /** At most {@code limit} samples for all of these, with the last one. */
  static List<Sample> atMost(int limit, List<Sample> samples) {
    List<Sample> fewer = samples;
    while (fewer.size() > limit) {
      fewer = halved(fewer);
    }
    return fewer;
  }

  private static List<Sample> halved(List<Sample> samples) {
    List<Sample> halved = new ArrayList<>(samples.size() / 2 + 1);
    for (int i = 0; i < samples.size(); i += 2) {
      Sample sample = samples.get(i);
      halved.add(i + 1 < samples.size() ? sample.with(samples.get(i + 1)) : sample);
    }
    return halved;
  }
}
