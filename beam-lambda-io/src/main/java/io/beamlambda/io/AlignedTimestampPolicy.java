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

import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.joda.time.Instant;

/** Gives records their event time, and reports the bound that all participants share. */
final class AlignedTimestampPolicy<T> extends TimestampPolicy<Void, StreamEvent<T>> {

  private final Counter lateStreamEvents = Metrics.counter(LambdaIO.class, "lateStreamEvents");
  private final Counter heldMillis = Metrics.counter(LambdaIO.class, "heldMillis");

  private final PartitionSync sync;
  private boolean told;

  AlignedTimestampPolicy(PartitionSync sync) {
    this.sync = sync;
  }

  @Override
  public Instant getTimestampForRecord(
      PartitionContext context, KafkaRecord<Void, StreamEvent<T>> record) {
    StreamEvent<T> event = record.getKV().getValue();
    if (sync.isLate(event.eventTimeMillis())) {
      lateStreamEvents.inc();
    }
    tellOnce();
    long held = sync.takeHeldMillis();
    if (held > 0) {
      heldMillis.inc(held);
    }
    sync.emitted(record.getOffset(), event.eventTimeMillis());
    return Instant.ofEpochMilli(event.eventTimeMillis());
  }

  /** Counters that have counted nothing are told as well. */
  private void tellOnce() {
    if (!told) {
      told = true;
      lateStreamEvents.inc(0);
      heldMillis.inc(0);
    }
  }

  @Override
  public Instant getWatermark(PartitionContext context) {
    return sync.watermark();
  }
}
