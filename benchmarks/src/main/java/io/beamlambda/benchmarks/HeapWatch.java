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
package io.beamlambda.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Samples the live heap: what is left after a full collection. A young collection leaves garbage in
 * the old generation, so its figure says more about the collector than about the job. Samples are
 * spaced so that they take a twentieth of the time at most, whatever the size of the heap.
 */
final class HeapWatch {

  private static final long MIN_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int PAUSE_PER_COST = 20;

  private @Nullable Thread thread;
  private boolean poked;
  private boolean ended;
  private long peakBytes;

  synchronized void begin() {
    poked = false;
    ended = false;
    peakBytes = 0;
    thread = new Thread(this::watch, "heap-watch");
    thread.setDaemon(true);
    thread.start();
  }

  /** Asks for a sample out of turn, and does not wait for it. */
  synchronized void sampleNow() {
    poked = true;
    notifyAll();
  }

  /** Stops and gives the largest sample, in bytes. */
  long end() {
    Thread watcher;
    synchronized (this) {
      ended = true;
      notifyAll();
      watcher = thread;
    }
    if (watcher != null) {
      try {
        watcher.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    synchronized (this) {
      return peakBytes;
    }
  }

  private void watch() {
    long pauseNanos = MIN_PAUSE_NANOS;
    while (waitForTurn(pauseNanos)) {
      long begin = System.nanoTime();
      System.gc();
      long live = afterCollection();
      pauseNanos = Math.max(MIN_PAUSE_NANOS, PAUSE_PER_COST * (System.nanoTime() - begin));
      synchronized (this) {
        peakBytes = Math.max(peakBytes, live);
      }
    }
  }

  private synchronized boolean waitForTurn(long nanos) {
    long deadline = System.nanoTime() + nanos;
    try {
      long left = nanos;
      while (!ended && !poked && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = deadline - System.nanoTime();
      }
    } catch (InterruptedException e) {
      return false;
    }
    poked = false;
    return !ended;
  }

  private static long afterCollection() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage usage = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
      bytes += usage == null ? 0 : usage.getUsed();
    }
    return bytes;
  }
}
