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

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happens in this JVM, told by the functions of the one job that runs in it. Static, since
 * runners serialise those functions.
 */
public final class Probe {

  private static final LongAdder LAKE_ROWS = new LongAdder();
  private static final LongAdder RESULTS = new LongAdder();
  private static final LongAdder COUNTED = new LongAdder();
  private static final LongAdder CHECKSUM = new LongAdder();
  private static final AtomicBoolean ROW_SEEN = new AtomicBoolean();
  private static final AtomicBoolean ON_TIME_SEEN = new AtomicBoolean();
  private static final HeapWatch HEAP = new HeapWatch();

  private static volatile long begunNanos;
  private static volatile long firstRowNanos;
  private static volatile long firstOnTimeNanos;
  private static volatile long lakeRowsAtFirstOnTime;
  private static volatile long lastResultNanos;

  private Probe() {}

  /** Forgets everything and starts to watch. */
  public static void begin() {
    LAKE_ROWS.reset();
    RESULTS.reset();
    COUNTED.reset();
    CHECKSUM.reset();
    ROW_SEEN.set(false);
    ON_TIME_SEEN.set(false);
    lakeRowsAtFirstOnTime = 0;
    begunNanos = System.nanoTime();
    HEAP.begin();
  }

  /** A row of the lake has been read. */
  public static void lakeRow() {
    LAKE_ROWS.increment();
    if (!ROW_SEEN.get() && ROW_SEEN.compareAndSet(false, true)) {
      firstRowNanos = System.nanoTime();
    }
  }

  /** A result has reached the sink. */
  public static void result(String key, long windowEndMillis, long count, boolean onTime) {
    long now = System.nanoTime();
    if (onTime && !ON_TIME_SEEN.get() && ON_TIME_SEEN.compareAndSet(false, true)) {
      firstOnTimeNanos = now;
      lakeRowsAtFirstOnTime = LAKE_ROWS.sum();
      HEAP.sampleNow();
    }
    RESULTS.increment();
    COUNTED.add(count);
    CHECKSUM.add(Checksum.of(key, windowEndMillis, count));
    lastResultNanos = now;
  }

  /** Whether every event has reached the sink as part of a result. */
  static boolean hasCounted(DataSet data) {
    return COUNTED.sum() >= data.rows();
  }

  /** What was seen. The job must have ended. */
  static Measurement end(DataSet data) {
    long peakHeap = HEAP.end();
    String wrong = "";
    if (COUNTED.sum() != data.rows()
        || RESULTS.sum() != data.results()
        || CHECKSUM.sum() != data.checksum()) {
      wrong =
          "counted %d events in %d results (must be %d in %d, with the right checksum)"
              .formatted(COUNTED.sum(), RESULTS.sum(), data.rows(), data.results());
    }
    boolean onTime = ON_TIME_SEEN.get();
    double seconds = seconds(firstRowNanos, lastResultNanos);
    return new Measurement(
        wrong,
        data.rows() / seconds,
        seconds,
        seconds(begunNanos, firstRowNanos),
        onTime ? seconds(firstRowNanos, firstOnTimeNanos) : Double.NaN,
        onTime ? (double) lakeRowsAtFirstOnTime / data.lakeRows() : Double.NaN,
        peakHeap / 1_000_000.0);
  }

  private static double seconds(long fromNanos, long toNanos) {
    return (toNanos - fromNanos) / 1e9;
  }
}
