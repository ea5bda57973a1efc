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
package io.beamlambda.benchmarks.flink;

import io.beamlambda.benchmarks.StreamRecords;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.connectors.kafka.KafkaDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads events from the topic. */
final class StreamEventSchema implements KafkaDeserializationSchema<Event> {

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isEndOfStream(Event event) {
    return false;
  }

  @Override
  public Event deserialize(ConsumerRecord<byte[], byte[]> record) {
    return Event.of(StreamRecords.key(record.value()), record.timestamp());
  }

  @Override
  public TypeInformation<Event> getProducedType() {
    return TypeInformation.of(Event.class);
  }
}
