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

import java.util.concurrent.atomic.AtomicLong;
import org.joda.time.Instant;

/**
 * One Kafka partition as a participant of the synchronisation, between the thread that polls and
 * the thread that reads. The bound follows what has been handed to the runner, never what has only
 * been polled.
 */
final class PartitionSync {

  private static final long NOTHING = -1;

  private final ReadRun run;
  private final int participant;
  private final Board.Seat seat;
  private final StreamSpec stream;
  private final StreamRange range;

  // Written by the reading thread, before its first event also by the polling one.
  private volatile long bound;
  private volatile long lastEmitted = NOTHING;

  private final AtomicLong heldMillis = new AtomicLong();

  // Written by the polling thread.
  private volatile long lastPolled = NOTHING;
  private volatile boolean polledToStop;
  private boolean idle;

  PartitionSync(ReadRun run, int participant, StreamSpec stream, int index, long bound) {
    this.run = run;
    this.participant = participant;
    this.stream = stream;
    this.range = stream.ranges().get(index);
    this.bound = bound;
    this.seat = run.board().join(participant, bound);
  }

  StreamRange range() {
    return range;
  }

  /** The earliest event time that may still come, in epoch millis. */
  long bound() {
    return bound;
  }

  /** Whether an event comes later than the allowed disorder lets it. */
  boolean isLate(long eventTimeMillis) {
    return stream.startMillis() <= eventTimeMillis && eventTimeMillis < bound;
  }

  /** The partition has been held back for some time. */
  void heldFor(long millis) {
    heldMillis.addAndGet(millis);
  }

  /** How long the partition has been held back since this was last asked. */
  long takeHeldMillis() {
    return heldMillis.getAndSet(0);
  }

  /** The reader hands a record to the runner. */
  void emitted(long offset, long eventTimeMillis) {
    lastEmitted = offset;
    promise(eventTimeMillis);
  }

  /** A former reader has handed an event to the runner, the last before this one's mark. */
  void resumedBehind(long eventTimeMillis) {
    long promised = promisedBy(eventTimeMillis);
    if (promised > bound) {
      bound = promised;
      seat.resume(promised);
    }
  }

  private void promise(long eventTimeMillis) {
    long promised = promisedBy(eventTimeMillis);
    if (promised > bound) {
      bound = promised;
      seat.raise(promised);
    }
  }

  private long promisedBy(long eventTimeMillis) {
    return eventTimeMillis - stream.stream().maxDisorder().getMillis();
  }

  /** The consumer has polled up to and including {@code offset}. */
  void polled(long offset) {
    lastPolled = offset;
  }

  /** The consumer stands at the range's stop. */
  void polledToStop() {
    polledToStop = true;
  }

  /** Whether the partition may not be polled for now, because it is ahead of the slowest. */
  boolean isHeld() {
    return run.isAhead(participant, bound);
  }

  /** How many offsets lie between what was polled last and what was handed to the runner last. */
  long buffered() {
    long polled = lastPolled;
    long emitted = lastEmitted;
    if (polled == NOTHING) {
      return 0;
    }
    return Math.max(0, emitted == NOTHING ? polled + 1 - range.start() : polled - emitted);
  }

  /** Whether everything that was polled has been handed to the runner. */
  boolean isDrained() {
    return lastEmitted >= lastPolled;
  }

  void setIdle(boolean isIdle) {
    if (idle != isIdle) {
      idle = isIdle;
      seat.setIdle(isIdle);
    }
  }

  /** Publishes the end once there is nothing more to emit; then says what every reader reports. */
  Instant watermark() {
    if (hasEnded()) {
      seat.raise(Board.ENDED);
      return run.watermark(seat, Board.ENDED);
    }
    return run.watermark(seat, bound);
  }

  private boolean hasEnded() {
    return polledToStop && isDrained();
  }
}
