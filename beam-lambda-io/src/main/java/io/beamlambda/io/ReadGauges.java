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

import java.time.Duration;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * What a read as a whole is like, as gauges of the step that reads the lake. They come from the
 * board, so that every lane tells the same, also after it has ended. A gauge whose value is not
 * known (yet, or any more) keeps the one before.
 */
final class ReadGauges {

  /** A gauge costs more than a row. */
  private static final long EVERY_NANOS = Duration.ofMillis(100).toNanos();

  private final Gauge bootstrapPercent = Metrics.gauge(LambdaIO.class, "bootstrapPercent");
  private final Gauge lakeEventTimeMillis = Metrics.gauge(LambdaIO.class, "lakeEventTimeMillis");
  private final Gauge streamEventTimeMillis =
      Metrics.gauge(LambdaIO.class, "streamEventTimeMillis");
  private final Gauge leadMillis = Metrics.gauge(LambdaIO.class, "leadMillis");
  private final Gauge partitionsHeld = Metrics.gauge(LambdaIO.class, "partitionsHeld");
  private final Gauge retentionMarginMillis =
      Metrics.gauge(LambdaIO.class, "retentionMarginMillis");

  private long reportedAtNanos;
  private boolean reported;

  /**
   * Tells how the read is, unless that was done a moment ago.
   *
   * @param lakeEndMillis where the lake's part of the read ends in event time, exclusive
   */
  void report(ReadRun run, long lakeEndMillis) {
    long now = System.nanoTime();
    if (reported && now - reportedAtNanos < EVERY_NANOS) {
      return;
    }
    reported = true;
    reportedAtNanos = now;
    bootstrapPercent.set(run.bootstrapPercent(lakeEndMillis));
    setEventTime(lakeEventTimeMillis, run.lakeBound());
    setEventTime(streamEventTimeMillis, run.streamBound());
    leadMillis.set(run.leadMillis());
    partitionsHeld.set(run.heldPartitions());
    if (run.retention().isNeeded()) {
      retentionMarginMillis.set(run.retention().marginMillis(run.board().bounds().slowest()));
    }
  }

  private static void setEventTime(Gauge gauge, long bound) {
    if (ReadRun.isEventTime(bound)) {
      gauge.set(bound);
    }
  }
}
