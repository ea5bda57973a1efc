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
 * For every position in a row group, the earliest event time from there to its end: what a reader
 * at that position can promise. It is exact to a block of rows (never later than the truth), and as
 * fine as the rows are sorted, without trusting that they are.
 */
final class SuffixMinima {

  /** Rows for which one minimum is kept. */
  static final int BLOCK = 256;

  private final long[] minima;
  private final int rows;

  private SuffixMinima(long[] minima, int rows) {
    this.minima = minima;
    this.rows = rows;
  }

  static SuffixMinima of(long[] times) {
    long[] minima = new long[(times.length + BLOCK - 1) / BLOCK];
    long min = Long.MAX_VALUE;
    for (int row = times.length - 1; row >= 0; row--) {
      if (times[row] != EventTimeColumn.MISSING) {
        min = Math.min(min, times[row]);
      }
      if (row % BLOCK == 0) {
        minima[row / BLOCK] = min;
      }
    }
    return new SuffixMinima(minima, times.length);
  }

  /** The first row behind the block that {@code row} lies in. */
  static int blockEnd(int row) {
    return (row / BLOCK + 1) * BLOCK;
  }

  /** The earliest event time from {@code row} on; {@link Long#MAX_VALUE} behind the last row. */
  long from(int row) {
    return row < rows ? minima[row / BLOCK] : Long.MAX_VALUE;
  }
}
