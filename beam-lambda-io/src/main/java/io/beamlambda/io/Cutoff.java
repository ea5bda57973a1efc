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

import java.io.Serializable;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * The instant {@code C} of event time at which reading passes from lake to stream: the lake is read
 * up to {@code C}, exclusive; the stream from {@code C} on, inclusive.
 */
public abstract class Cutoff implements Serializable {

  private static final long serialVersionUID = 1L;

  Cutoff() {}

  /** {@code instant} itself: exclusive for the lake, inclusive for the stream. */
  public static Cutoff at(Instant instant) {
    return new FixedCutoff(instant);
  }

  /**
   * The end of the latest day-long partition that the lake holds complete: the start of the day
   * (UTC) of the lake's latest event, which may still be written to. Exclusive for the lake,
   * inclusive for the stream.
   */
  public static Cutoff latestSealedPartition() {
    return latestSealedPartition(Duration.standardDays(1));
  }

  /** As {@link #latestSealedPartition()}, for partitions of another length (UTC aligned). */
  public static Cutoff latestSealedPartition(Duration partitionLength) {
    return new SealedPartitionCutoff(partitionLength);
  }

  /**
   * Not an instant, but the offsets at which the lake ends: every file of the lake says which
   * records of the stream it holds, by its footer ({@link StreamOffsets}) or by columns ({@link
   * ParquetLake#withStreamOffsets}); the plan proves that they follow each other without a gap and
   * without overlap in each partition, and the stream starts at the next one. Event time plays no
   * part: an event that is late and came to the stream after the lake was written is read from the
   * stream, and one that the lake has is not read again.
   */
  public static Cutoff atStreamOffsets() {
    return new OffsetCutoff();
  }

  /** Resolves {@code C} for a lake whose latest event is at {@code lakeMax}. */
  abstract Instant resolve(Instant lakeMax);
}
