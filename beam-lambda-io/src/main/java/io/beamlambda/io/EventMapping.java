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

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How lake rows and stream records become one event type.
 *
 * @param <T> the event type
 */
@AutoValue
public abstract class EventMapping<T> implements Serializable {

  private static final long serialVersionUID = 1L;

  EventMapping() {}

  /**
   * A mapping to {@code type}.
   *
   * @param fromLake makes an event of a lake row. The row is only valid during the call.
   * @param fromStream makes an event of a stream record
   */
  public static <T> EventMapping<T> of(
      Class<T> type,
      SerializableFunction<GenericRecord, T> fromLake,
      SerializableFunction<StreamRecord, T> fromStream) {
    return of(TypeDescriptor.of(type), fromLake, fromStream);
  }

  /** As {@link #of(Class, SerializableFunction, SerializableFunction)}, for generic types. */
  public static <T> EventMapping<T> of(
      TypeDescriptor<T> type,
      SerializableFunction<GenericRecord, T> fromLake,
      SerializableFunction<StreamRecord, T> fromStream) {
    return new AutoValue_EventMapping<>(type, fromLake, fromStream, null, null);
  }

  abstract TypeDescriptor<T> type();

  abstract SerializableFunction<GenericRecord, T> fromLake();

  abstract SerializableFunction<StreamRecord, T> fromStream();

  abstract @Nullable SerializableFunction<T, Instant> streamEventTime();

  abstract @Nullable Coder<T> coder();

  /**
   * Takes the event time of stream events from the event itself. Default: the timestamp of the
   * Kafka record, which is right only where producers set it to the event time.
   */
  public EventMapping<T> withStreamEventTime(SerializableFunction<T, Instant> eventTime) {
    return new AutoValue_EventMapping<>(type(), fromLake(), fromStream(), eventTime, coder());
  }

  /** The coder of the events. Default: what the pipeline's coder registry has for the type. */
  public EventMapping<T> withCoder(Coder<T> coder) {
    return new AutoValue_EventMapping<>(type(), fromLake(), fromStream(), streamEventTime(), coder);
  }
}
