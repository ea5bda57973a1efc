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
package io.beamlambda.pipelines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.beamlambda.io.ParquetLake;
import io.beamlambda.io.StreamRecord;
import java.io.IOException;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Takes key, value and event time from the records of a stream: JSON objects with the lake's
 * columns as fields, or Avro in the single-object encoding with a schema of the lake. The event
 * time is that of the Kafka record where the object has none.
 */
final class StreamEvents implements SerializableFunction<StreamRecord, KV<String, Reading>> {

  private static final long serialVersionUID = 1L;

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build()
          .readerFor(JsonNode.class);

  private final FieldPath key;
  private final FieldPath value;
  private final @Nullable FieldPath recordId;
  private final FieldPath eventTime;
  private final @Nullable ChronoUnit unit;
  private final ZoneId zone;
  private final AvroRecords avro;

  /**
   * @param unit the unit of event times that are plain numbers; null if unknown
   * @param zone the zone of event times that name none
   */
  StreamEvents(
      FieldPath key,
      FieldPath value,
      @Nullable FieldPath recordId,
      FieldPath eventTime,
      @Nullable ChronoUnit unit,
      ZoneId zone,
      ParquetLake lake) {
    this.key = key;
    this.value = value;
    this.recordId = recordId;
    this.eventTime = eventTime;
    this.unit = unit;
    this.zone = zone;
    this.avro = new AvroRecords(lake);
  }

  @Override
  public KV<String, Reading> apply(StreamRecord record) {
    byte[] bytes = record.value();
    if (bytes == null) {
      throw new IllegalArgumentException("its value is null (must be JSON or Avro)");
    }
    return AvroRecords.isAvro(bytes)
        ? fromAvro(avro.decode(bytes), record.timestamp().getMillis())
        : fromJson(parse(bytes), record.timestamp().getMillis());
  }

  private KV<String, Reading> fromAvro(GenericRecord row, long timestamp) {
    Object time = row.hasField(eventTime.column()) ? eventTime.in(row) : null;
    Long millis =
        time == null ? null : FieldValues.eventTime(eventTime, row.getSchema(), time, unit, zone);
    Reading reading =
        FieldValues.reading(value, row.getSchema(), value.in(row))
            .at(millis == null ? timestamp : millis);
    return KV.of(
        FieldValues.key(key, row.getSchema(), key.in(row)),
        recordId == null
            ? reading
            : reading.withId(FieldValues.recordId(recordId, row.getSchema(), recordId.in(row))));
  }

  private KV<String, Reading> fromJson(JsonNode object, long timestamp) {
    JsonNode time = eventTime.in(object);
    Reading reading =
        FieldValues.reading(value, value.in(object))
            .at(time == null ? timestamp : FieldValues.eventTime(eventTime, time, unit, zone));
    return KV.of(
        FieldValues.key(key, key.in(object)),
        recordId == null
            ? reading
            : reading.withId(FieldValues.recordId(recordId, recordId.in(object))));
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      JsonNode node = JSON.readTree(bytes);
      if (node == null || !node.isObject()) {
        throw new IllegalArgumentException(
            "its value is "
                + (node == null || node.isMissingNode() ? "empty" : node.getNodeType())
                + " (must be a JSON object)");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("its value is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("its value is no JSON: " + e.getMessage(), e);
    }
  }
}
