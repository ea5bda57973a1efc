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

/**
 * The event times that are compared, {@code [from, end)} around the cutoff, cut into slots: minutes
 * since the epoch, of which the one with the cutoff is two, before and from the cutoff on. Slots
 * are numbered in the order of time.
 */
record SeamWindow(long from, long cutoff, long end) implements SeamFilter {

  static final long MINUTE_MILLIS = 60_000;

  SeamRange range() {
    return new SeamRange(from, end);
  }

  @Override
  public boolean wants(long millis) {
    return from <= millis && millis < end;
  }

  @Override
  public boolean wantsAnyOf(long min, long max) {
    return from <= max && min < end;
  }

  /** Whether an event of that time is read from the stream, and not from the lake. */
  boolean isStreams(long millis) {
    return millis >= cutoff;
  }

  long slot(long millis) {
    return Math.floorDiv(millis, MINUTE_MILLIS) * 2 + (isStreams(millis) ? 1 : 0);
  }

  static boolean isStreamsSlot(long slot) {
    return (slot & 1) == 1;
  }

  /** When the slot's minute begins, in epoch millis. */
  static long minute(long slot) {
    return Math.floorDiv(slot, 2) * MINUTE_MILLIS;
  }

  /** The event times of a slot that are compared. */
  SeamRange range(long slot) {
    long minute = minute(slot);
    return (isStreamsSlot(slot)
            ? new SeamRange(Math.max(minute, cutoff), minute + MINUTE_MILLIS)
            : new SeamRange(minute, Math.min(minute + MINUTE_MILLIS, cutoff)))
        .intersect(range());
  }
}
