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
package io.beamlambda.pipelines.report;

/** What is looked at while a job runs. */
enum Quantity {
  /** How far the lake has been read, epoch millis of event time. */
  LAKE_TIME(Merge.LAST),
  /** How far the stream has been read, epoch millis of event time. */
  STREAM_TIME(Merge.LAST),
  /** Rows of the lake, from the beginning. */
  LAKE_ROWS(Merge.LAST),
  /** Events of the stream, from the beginning. */
  STREAM_ROWS(Merge.LAST),
  /** How far the fastest is ahead of the slowest, millis of event time. */
  LEAD(Merge.GREATEST),
  /** Partitions that wait for the lake, or for each other. */
  HELD(Merge.GREATEST),
  /** Records that were polled and not handed on. */
  BUFFERED(Merge.GREATEST),
  /** Results written, from the beginning. */
  RESULTS(Merge.LAST);

  private enum Merge {
    LAST,
    GREATEST
  }

  private final Merge merge;

  Quantity(Merge merge) {
    this.merge = merge;
  }

  /** What stands for two values of which one came after the other. */
  long merged(long earlier, long later) {
    return merge == Merge.LAST ? later : Math.max(earlier, later);
  }
}
