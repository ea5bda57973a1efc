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

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Open slices of readers that were closed, for the readers that follow them: runners close a reader
 * and make the next one from its mark at will, the DirectRunner after a few elements, and to open a
 * slice again is to decode it from its first row again. At most one slice a lane is kept, and for a
 * while only.
 */
final class ParkedCursors {

  private static final Logger LOG = LoggerFactory.getLogger(ParkedCursors.class);

  private final Duration keepFor;
  private final AtomicReferenceArray<@Nullable Parked> lanes;
  private final AtomicBoolean sweeping = new AtomicBoolean();

  private record Parked(SliceCursor cursor, long sinceNanos) {}

  ParkedCursors(int lanes, Duration keepFor) {
    this.lanes = new AtomicReferenceArray<>(lanes);
    this.keepFor = keepFor;
  }

  /** Keeps a lane's open slice in place of the one that is kept; the caller lets go of it. */
  void park(int lane, SliceCursor cursor) {
    close(lanes.getAndSet(lane, new Parked(cursor, System.nanoTime())));
    if (sweeping.compareAndSet(false, true)) {
      sweepLater();
    }
  }

  /** Hands over a lane's open slice if it stands at that row; the caller closes it. */
  @Nullable SliceCursor take(int lane, Slice slice, int row) {
    Parked parked = lanes.getAndSet(lane, null);
    if (parked == null) {
      return null;
    }
    if (parked.cursor().slice().equals(slice) && parked.cursor().nextRow() == row) {
      return parked.cursor();
    }
    close(parked);
    return null;
  }

  /** Whether no slice is kept. */
  boolean isEmpty() {
    for (int lane = 0; lane < lanes.length(); lane++) {
      if (lanes.get(lane) != null) {
        return false;
      }
    }
    return true;
  }

  private void sweepLater() {
    CompletableFuture.delayedExecutor(keepFor.toMillis(), TimeUnit.MILLISECONDS)
        .execute(this::sweep);
  }

  private void sweep() {
    boolean anyLeft = false;
    for (int lane = 0; lane < lanes.length(); lane++) {
      Parked parked = lanes.get(lane);
      if (parked == null) {
        continue;
      }
      if (System.nanoTime() - parked.sinceNanos() < keepFor.toNanos()) {
        anyLeft = true;
      } else if (lanes.compareAndSet(lane, parked, null)) {
        close(parked);
      }
    }
    if (anyLeft) {
      sweepLater();
      return;
    }
    sweeping.set(false);
    // One that was parked meanwhile has seen a sweep that was not to come back.
    if (!isEmpty() && sweeping.compareAndSet(false, true)) {
      sweepLater();
    }
  }

  private static void close(@Nullable Parked parked) {
    if (parked == null) {
      return;
    }
    try {
      parked.cursor().close();
    } catch (IOException e) {
      LOG.warn("Cannot close {}", parked.cursor().slice().file().path(), e);
    }
  }
}
