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
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Instant;

/** Reads a partition between two offsets: the stream half of a batch job. */
final class ReadRangeFn<T> extends DoFn<StreamRange, T> {

  private static final long serialVersionUID = 1L;

  private static final Duration POLL = Duration.ofSeconds(1);

  private final SeamCounters counters = new SeamCounters();

  private final StreamSpec stream;
  private final StreamEventDecoder<T> decoder;

  ReadRangeFn(StreamSpec stream, EventMapping<T> mapping, Coder<T> coder) {
    this.stream = stream;
    this.decoder =
        new StreamEventDecoder<>(mapping, coder, stream.startMillis(), stream.endMillis());
  }

  @ProcessElement
  public void processElement(@Element StreamRange range, OutputReceiver<T> out) {
    TopicPartition partition = new TopicPartition(stream.stream().topic(), range.partition());
    try (KafkaConsumer<byte[], byte[]> consumer = ConsumerSettings.newConsumer(stream.stream())) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, range.start());
      while (consumer.position(partition) < range.stop()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.offset() < range.stop()) {
            emit(decoder.decode(new StreamHeaders(record)), out);
          }
        }
      }
    } catch (OffsetOutOfRangeException e) {
      throw ExpiredRecords.describe(e);
    }
  }

  private void emit(StreamEvent<T> event, OutputReceiver<T> out) {
    if (counters.passes(event)) {
      out.outputWithTimestamp(event.event(), Instant.ofEpochMilli(event.eventTimeMillis()));
    }
  }
}
