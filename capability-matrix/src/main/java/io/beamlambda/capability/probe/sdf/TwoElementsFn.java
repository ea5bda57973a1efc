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
package io.beamlambda.capability.probe.sdf;

import io.beamlambda.capability.probe.Outbox;
import io.beamlambda.capability.probe.Script;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.UnboundedPerElement;
import org.apache.beam.sdk.transforms.splittabledofn.ManualWatermarkEstimator;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Puts out an element at second 1, moves the watermark to second 20, and puts out another at second
 * 25 when something has been observed of the first, or after a time in vain.
 */
@UnboundedPerElement
final class TwoElementsFn extends DoFn<Integer, String> {

  private static final long serialVersionUID = 1;

  private static final java.time.Duration PATIENCE = java.time.Duration.ofSeconds(15);
  private static final Map<String, Long> WAITING_SINCE = new ConcurrentHashMap<>();

  private final String run;
  private final Outbox outbox;

  TwoElementsFn(String run, Outbox outbox) {
    this.run = run;
    this.outbox = outbox;
  }

  @GetInitialRestriction
  public OffsetRange whole() {
    return new OffsetRange(0, 2);
  }

  @GetInitialWatermarkEstimatorState
  public Instant initialWatermark() {
    return Script.START;
  }

  @NewWatermarkEstimator
  public WatermarkEstimators.Manual estimator(@WatermarkEstimatorState Instant watermark) {
    return new WatermarkEstimators.Manual(watermark);
  }

  @ProcessElement
  public ProcessContinuation process(
      RestrictionTracker<OffsetRange, Long> tracker,
      ManualWatermarkEstimator<Instant> watermark,
      OutputReceiver<String> output) {
    if (tracker.currentRestriction().getFrom() == 0) {
      if (!tracker.tryClaim(0L)) {
        return ProcessContinuation.stop();
      }
      output.outputWithTimestamp("first", second(1));
      watermark.setWatermark(second(20));
      return later();
    }
    boolean observed = !outbox.observed().isEmpty();
    long now = System.nanoTime();
    long since = WAITING_SINCE.computeIfAbsent(run, id -> now);
    if (!observed && now - since < PATIENCE.toNanos()) {
      return later();
    }
    if (tracker.tryClaim(1L)) {
      outbox.add("second " + (observed ? "after" : "before") + " the first window");
      output.outputWithTimestamp("second", second(25));
    }
    return ProcessContinuation.stop();
  }

  private static ProcessContinuation later() {
    return ProcessContinuation.resume().withResumeDelay(Duration.millis(100));
  }

  private static Instant second(long seconds) {
    return Script.START.plus(Duration.standardSeconds(seconds));
  }
}
