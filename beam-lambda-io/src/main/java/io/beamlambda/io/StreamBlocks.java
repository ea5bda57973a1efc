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

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Makes one record of many that follow each other in a partition, with their events, which are
 * decoded here. What engines and KafkaIO do for each element costs more than an event does, and
 * where an engine's task reads several partitions in turn, KafkaIO waits a millisecond for each
 * that has nothing to read before the next one may give an element.
 */
final class StreamBlocks {

  private final StreamEventDecoder<?> decoder;
  private final long maxDisorderMillis;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  private StreamBlock block = StreamBlock.empty();
  private @Nullable ConsumerRecord<byte[], byte[]> last;
  private int bytes;

  StreamBlocks(StreamEventDecoder<?> decoder, long maxDisorderMillis) {
    this.decoder = decoder;
    this.maxDisorderMillis = maxDisorderMillis;
  }

  void add(ConsumerRecord<byte[], byte[]> record) {
    StreamHeaders headers = new StreamHeaders(record);
    StreamEvent<?> event;
    try {
      event = decoder.decode(headers);
    } catch (SerializationException e) {
      // KafkaIO's reader is to fail, when it comes to this record, and not the one that polls.
      close();
      records.add(with(headers, record, record.key(), record.value()));
      return;
    }
    if (!block.takes(event, maxDisorderMillis)) {
      close();
    }
    block.add(event);
    last = record;
    bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
  }

  /** The records so far, each for a block; nothing may be added afterwards. */
  List<ConsumerRecord<byte[], byte[]>> records() {
    close();
    return records;
  }

  private void close() {
    if (last != null) {
      // KafkaIO estimates by lengths what is left to read.
      records.add(with(new StreamHeaders(last, block.events()), last, null, new byte[bytes]));
      block = StreamBlock.empty();
      last = null;
      bytes = 0;
    }
  }

  private static ConsumerRecord<byte[], byte[]> with(
      StreamHeaders headers,
      ConsumerRecord<byte[], byte[]> record,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.timestampType(),
        record.serializedKeySize(),
        record.serializedValueSize(),
        key,
        value,
        headers,
        record.leaderEpoch());
  }
}
