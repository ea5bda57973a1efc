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

/** The board of a read whose participants share one JVM. */
final class LocalBoard implements Board {

  private final long[] initialBounds;
  private final AtomicLongArray bounds;
  private final AtomicIntegerArray idle;
  private final AtomicIntegerArray heard;
  private final long earliest;

  /**
   * @param initialBounds what the plan promises for each participant before it has been heard from
   */
  LocalBoard(long[] initialBounds) {
    this.initialBounds = initialBounds.clone();
    this.bounds = new AtomicLongArray(initialBounds);
    this.idle = new AtomicIntegerArray(initialBounds.length);
    this.heard = new AtomicIntegerArray(initialBounds.length);
    this.earliest = Arrays.stream(initialBounds).min().orElse(ENDED);
  }

  @Override
  public void join(int participant, long bound) {
    bounds.set(participant, bound);
    idle.set(participant, 0);
    heard.set(participant, 1);
  }

  @Override
  public void publish(int participant, long bound) {
    heard.set(participant, 1);
    if (bound > bounds.get(participant)) {
      bounds.set(participant, bound);
    }
  }

  @Override
  public void setIdle(int participant, boolean isIdle) {
    idle.set(participant, isIdle ? 1 : 0);
  }

  @Override
  public long bound(int participant) {
    return bounds.get(participant);
  }

  @Override
  public long slowest() {
    long slowest = ENDED;
    boolean allIdleOrEnded = true;
    for (int i = 0; i < bounds.length(); i++) {
      if (idle.get(i) == 0) {
        long bound = bounds.get(i);
        slowest = Math.min(slowest, bound);
        allIdleOrEnded &= bound == ENDED;
      }
    }
    return allIdleOrEnded ? highest() : slowest;
  }

  @Override
  public long leadBase() {
    for (int i = 0; i < heard.length(); i++) {
      if (heard.get(i) == 0) {
        return earliest;
      }
    }
    return slowest();
  }

  @Override
  public long fastest() {
    long fastest = Long.MIN_VALUE;
    for (int i = 0; i < bounds.length(); i++) {
      long bound = bounds.get(i);
      if (bound != ENDED && bound > initialBounds[i]) {
        fastest = Math.max(fastest, bound);
      }
    }
    return fastest == Long.MIN_VALUE ? slowest() : fastest;
  }

  private long highest() {
    long highest = Long.MIN_VALUE;
    for (int i = 0; i < bounds.length(); i++) {
      long bound = bounds.get(i);
      if (bound != ENDED) {
        highest = Math.max(highest, bound);
      }
    }
    return highest == Long.MIN_VALUE ? ENDED : highest;
  }
}
