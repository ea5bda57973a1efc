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

import java.util.List;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.joda.time.Instant;

/**
 * Gives blocks of records the time of their earliest event, and reports the bound that all
 * participants share.
 */
final class AlignedTimestampPolicy<T> extends TimestampPolicy<Void, List<StreamEvent<T>>> {

  private final Counter lateStreamEvents = Metrics.counter(LambdaIO.class, "lateStreamEvents");
  private final Counter heldMillis = Metrics.counter(LambdaIO.class, "heldMillis");

  private final PartitionSync sync;

  AlignedTimestampPolicy(PartitionSync sync) {
    this.sync = sync;
  }

  @Override
  public Instant getTimestampForRecord(
      PartitionContext context, KafkaRecord<Void, List<StreamEvent<T>>> record) {
    StreamBlock block = StreamBlock.of(record.getKV().getValue());
    long late = block.countLate(sync);
    if (late > 0) {
      lateStreamEvents.inc(late);
    }
    long held = sync.takeHeldMillis();
    if (held > 0) {
      heldMillis.inc(held);
    }
    sync.emitted(record.getOffset(), block.latestMillis());
    return Instant.ofEpochMilli(block.earliestMillis());
  }

  @Override
  public Instant getWatermark(PartitionContext context) {
    return sync.watermark();
  }
}
