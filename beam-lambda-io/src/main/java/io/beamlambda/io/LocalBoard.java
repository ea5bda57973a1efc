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

import java.util.concurrent.atomic.AtomicReferenceArray;

/** The board of a read whose participants share one JVM: what is said is known at once. */
final class LocalBoard implements Board {

  private final Bounds bounds;
  private final AtomicReferenceArray<LocalSeat> seats;

  /**
   * @param initialBounds what the plan promises for each participant before it has been heard from
   */
  LocalBoard(long[] initialBounds) {
    this.bounds = new Bounds(initialBounds);
    this.seats = new AtomicReferenceArray<>(initialBounds.length);
  }

  @Override
  public Seat join(int participant, long bound) {
    LocalSeat seat = new LocalSeat(participant, bound);
    seats.set(participant, seat);
    bounds.set(participant, bound);
    bounds.setIdle(participant, false);
    return seat;
  }

  @Override
  public Bounds bounds() {
    return bounds;
  }

  private final class LocalSeat implements Seat {

    private final int participant;
    private volatile long bound;

    private LocalSeat(int participant, long bound) {
      this.participant = participant;
      this.bound = bound;
    }

    private boolean isTaken() {
      return seats.get(participant) == this;
    }

    @Override
    public void raise(long raised) {
      if (raised > bound) {
        bound = raised;
        if (isTaken()) {
          bounds.set(participant, raised);
        }
      }
    }

    @Override
    public void resume(long resumed) {
      raise(resumed);
    }

    @Override
    public void setIdle(boolean idle) {
      if (isTaken()) {
        bounds.setIdle(participant, idle);
      }
    }

    @Override
    public void reported() {
      // Everybody knows already.
    }
  }
}
