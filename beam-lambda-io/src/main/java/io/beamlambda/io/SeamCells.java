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
package io.beamlambda.io;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many events each side has in every slot and key bucket, and a checksum of them that does not
 * depend on their order. Filled while the sides are read.
 */
final class SeamCells {

  /** Which side an event was found on. */
  enum Side {
    LAKE,
    STREAM
  }

  /** Of one side, by bucket. */
  private static final class Cells {
    private final long[] counts;

    /** Sums of hashes, modulo 2^64. */
    private final long[] checksums;

    private Cells(int buckets) {
      counts = new long[buckets];
      checksums = new long[buckets];
    }
  }

  private static final class Slot {
    private final Cells lake;
    private final Cells stream;
    private long late;

    private Slot(int buckets) {
      lake = new Cells(buckets);
      stream = new Cells(buckets);
    }

    private Cells of(Side side) {
      return switch (side) {
        case LAKE -> lake;
        case STREAM -> stream;
      };
    }
  }

  private final SeamWindow window;
  private final int buckets;
  private final NavigableMap<Long, Slot> slots = new TreeMap<>();

  /**
   * @param buckets by how many buckets keys are told apart; 1 or more
   */
  SeamCells(SeamWindow window, int buckets) {
    this.window = window;
    this.buckets = buckets;
  }

  SeamSink sink(Side side) {
    return (millis, bucket, hash, late) -> {
      Slot slot = slots.computeIfAbsent(window.slot(millis), number -> new Slot(buckets));
      Cells cells = slot.of(side);
      cells.counts[bucket]++;
      cells.checksums[bucket] += hash;
      if (late) {
        slot.late++;
      }
    };
  }

  /** Those that hold events, in the order of time. */
  Iterable<Long> slots() {
    return slots.keySet();
  }

  int buckets() {
    return buckets;
  }

  private Slot at(long number) {
    Slot slot = slots.get(number);
    if (slot == null) {
      throw new IllegalArgumentException("Slot " + number + " has no events");
    }
    return slot;
  }

  long count(long slot, Side side, int bucket) {
    return at(slot).of(side).counts[bucket];
  }

  long count(long slot, Side side) {
    long count = 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      count += count(slot, side, bucket);
    }
    return count;
  }

  /** How many events of the stream are more disordered than they may be. */
  long late(long slot) {
    return at(slot).late;
  }

  /** Whether both sides have the same events there. */
  boolean agrees(long slot, int bucket) {
    Cells lake = at(slot).lake;
    Cells stream = at(slot).stream;
    return lake.counts[bucket] == stream.counts[bucket]
        && lake.checksums[bucket] == stream.checksums[bucket];
  }

  long count(Side side) {
    return slots.keySet().stream().mapToLong(slot -> count(slot, side)).sum();
  }

  /** Of all events of a side. */
  long checksum(Side side) {
    long checksum = 0;
    for (Slot slot : slots.values()) {
      for (long ofBucket : slot.of(side).checksums) {
        checksum += ofBucket;
      }
    }
    return checksum;
  }
}
