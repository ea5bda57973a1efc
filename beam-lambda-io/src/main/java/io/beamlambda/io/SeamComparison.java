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
import io.beamlambda.io.SeamTallies.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares lake and stream: first the cells of both, then, event by event, the cells that differ.
 * So memory depends on these, and not on how many events there are.
 */
final class SeamComparison {

  private final SeamWindow window;
  private final SeamSide lake;
  private final SeamSide stream;
  private final SeamCells cells;
  private final SeamTallies tallies = new SeamTallies();
  private final Map<Long, Long> foundLate = new HashMap<>();

  /**
   * @param buckets by how many buckets the sides tell keys apart
   */
  SeamComparison(SeamWindow window, SeamSide lake, SeamSide stream, int buckets) {
    this.window = window;
    this.lake = lake;
    this.stream = stream;
    this.cells = new SeamCells(window, buckets);
  }

  /** What was found: both sides as a whole, and the slots that are worth telling of. */
  record Result(
      SideResult lake, SideResult stream, boolean nothingInCommon, List<SeamMinute> minutes) {}

  /**
   * One side of the window.
   *
   * @param checksum of its events, whatever their order
   */
  record SideResult(long events, long checksum, SeamRange covered) {}

  Result run() {
    lake.read(window, cells.sink(Side.LAKE));
    stream.read(window, cells.sink(Side.STREAM));
    NavigableMap<Long, boolean[]> differing = cellsToLookInto();
    if (!differing.isEmpty()) {
      tally(differing);
    }
    return new Result(
        result(lake, Side.LAKE), result(stream, Side.STREAM), nothingInCommon(), minutes());
  }

  private SideResult result(SeamSide side, Side which) {
    return new SideResult(
        cells.count(which), cells.checksum(which), side.covered().intersect(window.range()));
  }

  private SeamSide used(long slot) {
    return SeamWindow.isStreamsSlot(slot) ? stream : lake;
  }

  private SeamSide other(long slot) {
    return SeamWindow.isStreamsSlot(slot) ? lake : stream;
  }

  private static Side usedSide(long slot) {
    return SeamWindow.isStreamsSlot(slot) ? Side.STREAM : Side.LAKE;
  }

  private static Side otherSide(long slot) {
    return SeamWindow.isStreamsSlot(slot) ? Side.LAKE : Side.STREAM;
  }

  private boolean isCoveredByUsed(long slot) {
    return !used(slot).covered().intersect(window.range(slot)).isEmpty();
  }

  /** By slot and bucket; not those where only the side that is read has events. */
  private NavigableMap<Long, boolean[]> cellsToLookInto() {
    NavigableMap<Long, boolean[]> differing = new TreeMap<>();
    for (long slot : cells.slots()) {
      if (!isCoveredByUsed(slot)) {
        continue;
      }
      for (int bucket = 0; bucket < cells.buckets(); bucket++) {
        if (!cells.agrees(slot, bucket) && cells.count(slot, otherSide(slot), bucket) > 0) {
          differing.computeIfAbsent(slot, number -> new boolean[cells.buckets()])[bucket] = true;
        }
      }
    }
    return differing;
  }

  private void tally(NavigableMap<Long, boolean[]> differing) {
    SeamFilter filter = inSlots(differing.navigableKeySet());
    lake.read(filter, tallySink(Side.LAKE, differing));
    stream.read(filter, tallySink(Side.STREAM, differing));

    // What the stream seems not to have may stand so far behind that it was not read.
    SeamRange ofStream = new SeamRange(window.cutoff(), window.end());
    Set<Long> unseen = tallies.moreInLake(ofStream.intersect(stream.covered()));
    if (!unseen.isEmpty()) {
      stream.readOn(
          inSlots(differing.tailMap(window.slot(window.cutoff()), true).navigableKeySet()),
          (millis, bucket, hash, late) -> {
            if (unseen.contains(hash)) {
              tallies.add(Side.STREAM, millis, hash);
              foundLate.merge(window.slot(millis), 1L, Long::sum);
            }
          });
    }
  }

  private SeamSink tallySink(Side side, Map<Long, boolean[]> differing) {
    return (millis, bucket, hash, late) -> {
      boolean[] buckets = differing.get(window.slot(millis));
      if (buckets != null && buckets[bucket]) {
        tallies.add(side, millis, hash);
      }
    };
  }

  private SeamFilter inSlots(NavigableSet<Long> slots) {
    NavigableSet<Long> wanted = new TreeSet<>(slots);
    return new SeamFilter() {
      @Override
      public boolean wants(long millis) {
        return window.wants(millis) && wanted.contains(window.slot(millis));
      }

      @Override
      public boolean wantsAnyOf(long min, long max) {
        return !wanted.subSet(window.slot(min), true, window.slot(max), true).isEmpty();
      }
    };
  }

  /** What events differ by, summed up over a slot. */
  private static final class Differences {
    private long missing;
    private long doubled;
    private long fewer;
    private long only;
    private long unread;
  }

  private List<SeamMinute> minutes() {
    Map<Long, Differences> differences = new HashMap<>();
    for (Tally tally : tallies.all()) {
      long slot = window.slot(tally.millis());
      judge(slot, tally, differences.computeIfAbsent(slot, number -> new Differences()));
    }
    List<SeamMinute> minutes = new ArrayList<>();
    for (long slot : cells.slots()) {
      Differences found = differences.getOrDefault(slot, new Differences());
      judgeCells(slot, found);
      SeamMinute minute = minute(slot, found);
      if (minute.isSuspicious() || differs(slot)) {
        minutes.add(minute);
      }
    }
    return minutes;
  }

  private boolean differs(long slot) {
    for (int bucket = 0; bucket < cells.buckets(); bucket++) {
      if (!cells.agrees(slot, bucket)) {
        return true;
      }
    }
    return false;
  }

  private void judge(long slot, Tally tally, Differences found) {
    int used = tally.count(usedSide(slot));
    int other = tally.count(otherSide(slot));
    if (!used(slot).covered().contains(tally.millis())) {
      if (!isToCome(slot, tally.millis())) {
        found.unread += Math.max(0, other - used);
      }
    } else if (other > used) {
      // That the other side may lack events as well does not matter: these it has.
      if (used == 0) {
        found.missing += other;
      } else {
        found.fewer += other - used;
      }
    } else if (other(slot).covered().contains(tally.millis())) {
      if (other == 0) {
        found.only += used;
      } else {
        found.doubled += used - other;
      }
    }
  }

  /** What can be said of cells without looking at their events. */
  private void judgeCells(long slot, Differences found) {
    boolean usedCovers = isCoveredByUsed(slot);
    boolean otherCovers = other(slot).covered().contains(window.range(slot));
    for (int bucket = 0; bucket < cells.buckets(); bucket++) {
      long used = cells.count(slot, usedSide(slot), bucket);
      long other = cells.count(slot, otherSide(slot), bucket);
      if (!usedCovers && !isToCome(slot, window.range(slot).from())) {
        found.unread += Math.max(0, other - used);
      } else if (usedCovers && otherCovers && other == 0) {
        found.only += used;
      }
    }
  }

  private boolean isToCome(long slot, long millis) {
    SeamSide used = used(slot);
    return used.goesOn() && millis >= used.covered().end();
  }

  private SeamMinute minute(long slot, Differences found) {
    SeamRange range = window.range(slot);
    return new SeamMinute(
        slot,
        cells.count(slot, Side.LAKE),
        cells.count(slot, Side.STREAM),
        lake.covered().contains(range),
        stream.covered().contains(range),
        found.missing,
        found.doubled,
        found.fewer,
        found.only,
        found.unread,
        cells.late(slot) + foundLate.getOrDefault(slot, 0L));
  }

  /** Whether both sides have events that can be compared, and not one is the same. */
  private boolean nothingInCommon() {
    boolean looked = false;
    for (Tally tally : tallies.all()) {
      if (tally.count(Side.LAKE) > 0 && tally.count(Side.STREAM) > 0) {
        return false;
      }
      looked = true;
    }
    for (long slot : cells.slots()) {
      for (int bucket = 0; bucket < cells.buckets(); bucket++) {
        if (cells.agrees(slot, bucket) && cells.count(slot, Side.LAKE, bucket) > 0) {
          return false;
        }
      }
    }
    return looked && cells.count(Side.LAKE) > 0 && cells.count(Side.STREAM) > 0;
  }
}
