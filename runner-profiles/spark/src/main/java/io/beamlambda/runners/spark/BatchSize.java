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
package io.beamlambda.runners.spark;

import java.util.Locale;

/**
 * How much each source may read for a micro-batch. It is the only thing that keeps reading from
 * running ahead of processing: batches are read when their time has come, whether or not those
 * before them have been processed, and wait in memory.
 *
 * @param rows how many rows, at least 1
 * @param reason what led to that
 */
record BatchSize(long rows, String reason) {

  /**
   * Well above what a core was seen to process of {@code aggregate} (60 rows in a millisecond), so
   * that the bound slows nothing down, and near enough that batches do not wait for long.
   */
  private static final long ROWS_PER_MILLI_AND_CORE = 100;

  /**
   * What was read stays in memory for two checkpoint intervals: twenty batches in this JVM, two on
   * a cluster. So a row may take two hundred bytes here, and a kilobyte of each half there.
   */
  private static final long MEMORY_PER_ROW = 4096;

  /**
   * For a batch interval and for what the job runs on.
   *
   * @param intervalMillis the batch interval, in milliseconds
   */
  static BatchSize of(long intervalMillis, SparkResources resources) {
    long processed = ROWS_PER_MILLI_AND_CORE * intervalMillis * resources.cores();
    long held = resources.memoryBytes() / MEMORY_PER_ROW;
    return held < processed
        ? new BatchSize(
            Math.max(1, held),
            String.format(
                Locale.ROOT,
                "%,d rows: %,d MB of memory for %,d bytes a row",
                held,
                resources.memoryBytes() >> 20,
                MEMORY_PER_ROW))
        : new BatchSize(
            Math.max(1, processed),
            String.format(
                Locale.ROOT,
                "%,d rows: %,d ms on %d cores at %d rows a millisecond",
                processed,
                intervalMillis,
                resources.cores(),
                ROWS_PER_MILLI_AND_CORE));
  }

  /**
   * The same in elements of a source.
   *
   * @param rowsPerElement how many rows an element has at most
   */
  long elements(int rowsPerElement) {
    return Math.max(1, rows / rowsPerElement);
  }
}
