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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beamlambda.fixtures.Row;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.coders.SerializableCoder;

/** The event type of these tests: a row of the fixtures, to the millisecond where from the lake. */
record Event(String key, long value) implements Serializable {

  private static final ObjectMapper JSON = new ObjectMapper();

  static EventMapping<Event> mapping() {
    return EventMapping.of(Event.class, Event::ofRow, Event::ofRecord)
        .withCoder(SerializableCoder.of(Event.class));
  }

  static Event of(Row row) {
    return new Event(row.key(), row.value());
  }

  private static Event ofRow(GenericRecord row) {
    return new Event(row.get("key").toString(), (Long) row.get("value"));
  }

  private static Event ofRecord(StreamRecord record) {
    JsonNode json = json(record);
    return new Event(json.get("key").asText(), json.get("value").asLong());
  }

  static org.joda.time.Instant timeInJson(StreamRecord record) {
    return org.joda.time.Instant.ofEpochMilli(
        Instant.parse(json(record).get("event_time").asText()).toEpochMilli());
  }

  private static JsonNode json(StreamRecord record) {
    byte[] value = record.value();
    if (value == null) {
      throw new IllegalArgumentException("no value");
    }
    try {
      return JSON.readTree(value);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "not JSON: " + Arrays.toString(Arrays.copyOf(value, Math.min(8, value.length))), e);
    }
  }
}
