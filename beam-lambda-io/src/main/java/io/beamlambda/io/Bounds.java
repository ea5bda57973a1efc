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

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is known here of the bounds of all participants. Safe for use by several threads. */
final class Bounds {

  private static final int NONE = -1;

  private final long[] initial;
  private final AtomicLongArray bounds;
  private final AtomicIntegerArray idle;
  private final AtomicIntegerArray heard;
  private final long earliest;

  /**
   * @param initial what the plan promises for each participant before it has been heard from
   */
  Bounds(long[] initial) {
    this.initial = initial.clone();
    this.bounds = new AtomicLongArray(initial);
    this.idle = new AtomicIntegerArray(initial.length);
    this.heard = new AtomicIntegerArray(initial.length);
    this.earliest = Arrays.stream(initial).min().orElse(Board.ENDED);
  }

  /** A participant has been heard from. */
  void set(int participant, long bound) {
    bounds.set(participant, bound);
    heard.set(participant, 1);
  }

  void setIdle(int participant, boolean isIdle) {
    idle.set(participant, isIdle ? 1 : 0);
  }

  /** Nothing that a participant has said counts any more. */
  void forget(int participant) {
    heard.set(participant, 0);
    idle.set(participant, 0);
    bounds.set(participant, initial[participant]);
  }

  /** What a participant last promised. */
  long of(int participant) {
    return bounds.get(participant);
  }

  /** The participants that have not been heard from, for people; empty if all have. */
  String unheard() {
    return IntStream.range(0, initial.length)
        .filter(i -> heard.get(i) == 0)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  private boolean allHeard() {
    for (int i = 0; i < heard.length(); i++) {
      if (heard.get(i) == 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The lowest bound of all participants that are not idle; if all are idle, the highest bound of
   * those that have not ended; {@link Board#ENDED} when all have ended.
   */
  long slowest() {
    long slowest = slowestBut(NONE);
    return slowest == Board.ENDED ? highest() : slowest;
  }

  /**
   * What a participant's lead is counted from: the slowest bound of the others, {@link Board#ENDED}
   * if it waits for nobody, or the beginning of the read until every participant has been heard
   * from. A lake that ran ahead while a partition's reader still starts would only fill buffers,
   * since no watermark leaves a runner before all of its sources are up.
   */
  long leadBase(int participant) {
    return allHeard() ? slowestBut(participant) : earliest;
  }

  /**
   * The highest bound of the participants that have read something and have not ended; the slowest
   * bound if there are none. A partition that waits at the cutoff is not ahead of anybody.
   */
  long fastest() {
    long fastest = Long.MIN_VALUE;
    for (int i = 0; i < bounds.length(); i++) {
      long bound = bounds.get(i);
      if (bound != Board.ENDED && bound > initial[i]) {
        fastest = Math.max(fastest, bound);
      }
    }
    return fastest == Long.MIN_VALUE ? slowest() : fastest;
  }

  /**
   * The lowest bound of the participants {@code [first, end)} that are neither idle nor ended; if
   * there are none, the highest of those that have not ended; {@link Board#ENDED} if all have.
   */
  long slowestOf(int first, int end) {
    long slowest = Board.ENDED;
    long highest = Long.MIN_VALUE;
    for (int i = first; i < end; i++) {
      long bound = bounds.get(i);
      if (bound != Board.ENDED) {
        highest = Math.max(highest, bound);
        if (idle.get(i) == 0) {
          slowest = Math.min(slowest, bound);
        }
      }
    }
    return slowest == Board.ENDED && highest != Long.MIN_VALUE ? highest : slowest;
  }

  private long slowestBut(int participant) {
    long slowest = Board.ENDED;
    for (int i = 0; i < bounds.length(); i++) {
      if (i != participant && idle.get(i) == 0) {
        slowest = Math.min(slowest, bounds.get(i));
      }
    }
    return slowest;
  }

  private long highest() {
    long highest = Long.MIN_VALUE;
    for (int i = 0; i < bounds.length(); i++) {
      long bound = bounds.get(i);
      if (bound != Board.ENDED) {
        highest = Math.max(highest, bound);
      }
    }
    return highest == Long.MIN_VALUE ? Board.ENDED : highest;
  }
}
