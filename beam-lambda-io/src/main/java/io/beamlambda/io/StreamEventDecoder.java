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
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.io.kafka.DeserializerProvider;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Decodes stream records by the user's mapping, once, and says on which side of the seam they
 * stand. KafkaIO is given blocks of them for values, each from one partition. That is said here,
 * and not by the step that drops them, because a runner that restores a job restores its sources:
 * cutoff and offsets then come from one plan.
 */
final class StreamEventDecoder<T> implements DeserializerProvider<List<StreamEvent<T>>> {

  private static final long serialVersionUID = 1L;

  private final EventMapping<T> mapping;
  private final Coder<T> coder;
  private final long startMillis;
  private final long endMillis;

  /**
   * @param startMillis the earliest event time within the range
   * @param endMillis the end of the range, exclusive
   */
  StreamEventDecoder(EventMapping<T> mapping, Coder<T> coder, long startMillis, long endMillis) {
    this.mapping = mapping;
    this.coder = coder;
    this.startMillis = startMillis;
    this.endMillis = endMillis;
  }

  @Override
  public Deserializer<List<StreamEvent<T>>> getDeserializer(Map<String, ?> configs, boolean isKey) {
    return new MappingDeserializer();
  }

  @Override
  public Coder<List<StreamEvent<T>>> getCoder(CoderRegistry registry) {
    return ListCoder.of(new StreamEventCoder<>(coder));
  }

  /**
   * Decodes one record.
   *
   * @throws SerializationException naming the record, if the mapping fails
   */
  StreamEvent<T> decode(StreamRecord record) {
    try {
      T event =
          Objects.requireNonNull(mapping.fromStream().apply(record), "the mapping returned null");
      var eventTime = mapping.streamEventTime();
      long millis = (eventTime == null ? record.timestamp() : eventTime.apply(event)).getMillis();
      return StreamEvent.of(event, millis, side(millis));
    } catch (RuntimeException e) {
      throw new SerializationException(
          "Cannot decode the record at topic %s, partition %d, offset %d: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
          e);
    }
  }

  private StreamEvent.Side side(long eventTimeMillis) {
    if (eventTimeMillis < startMillis) {
      return StreamEvent.Side.BEFORE_CUTOFF;
    }
    return eventTimeMillis < endMillis ? StreamEvent.Side.WITHIN : StreamEvent.Side.AT_UNTIL;
  }

  private final class MappingDeserializer implements Deserializer<List<StreamEvent<T>>> {

    @Override
    public List<StreamEvent<T>> deserialize(String topic, byte[] data) {
      throw new SerializationException(
          "Cannot decode a record of " + topic + " without its headers");
    }

    @Override
    @SuppressWarnings("unchecked") // Decoded by this decoder, in the consumer.
    public List<StreamEvent<T>> deserialize(String topic, Headers headers, byte[] data) {
      if (headers instanceof StreamHeaders record) {
        List<?> decoded = record.decoded();
        return decoded.isEmpty() ? List.of(decode(record)) : (List<StreamEvent<T>>) decoded;
      }
      return deserialize(topic, data);
    }
  }
}
