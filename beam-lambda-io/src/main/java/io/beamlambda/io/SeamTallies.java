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

import io.beamlambda.io.SeamCells.Side;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How often each side has each event, for events of cells that differ. */
final class SeamTallies {

  /** One event, however often it is there. */
  static final class Tally {
    private final long millis;
    private int inLake;
    private int inStream;

    private Tally(long millis) {
      this.millis = millis;
    }

    /** The event time, in epoch millis. */
    long millis() {
      return millis;
    }

    int count(Side side) {
      return switch (side) {
        case LAKE -> inLake;
        case STREAM -> inStream;
      };
    }

    private void add(Side side) {
      switch (side) {
        case LAKE -> inLake++;
        case STREAM -> inStream++;
      }
    }
  }

  private final Map<Long, Tally> tallies = new HashMap<>();

  void add(Side side, long millis, long hash) {
    tallies.computeIfAbsent(hash, event -> new Tally(millis)).add(side);
  }

  boolean isEmpty() {
    return tallies.isEmpty();
  }

  Collection<Tally> all() {
    return tallies.values();
  }

  /** The hashes of events in a range of time that the lake has more often than the stream. */
  Set<Long> moreInLake(SeamRange range) {
    Set<Long> hashes = new HashSet<>();
    tallies.forEach(
        (hash, tally) -> {
          if (range.contains(tally.millis()) && tally.count(Side.LAKE) > tally.count(Side.STREAM)) {
            hashes.add(hash);
          }
        });
    return hashes;
  }
}
