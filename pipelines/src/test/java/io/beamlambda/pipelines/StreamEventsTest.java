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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Row;
import io.beamlambda.io.ParquetLake;
import io.beamlambda.io.StreamRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamEventsTest {

  private static final Instant RECORD_TIME = Instant.parse("2001-03-01T00:00:00Z");
  private static final String TIME = "2001-03-02T10:30:00Z";

  @TempDir private static Path directory;
  private static ParquetLake lake;

  @BeforeAll
  static void writeLake() throws IOException {
    LakeWriter.ofRows()
        .write(directory.resolve("lake"), List.of(Row.at(java.time.Instant.parse(TIME), "a", 1)));
    lake = ParquetLake.at(directory.resolve("lake").toString()).withColumns("key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"k\":\"a\",\"v\":5} | a | LONG | 5",
        "{\"k\":\"a\",\"v\":9223372036854775807} | a | LONG | 9223372036854775807",
        "{\"k\":\"a\",\"v\":9223372036854775808} | a | DOUBLE | 9.223372036854775808E18",
        "{\"k\":\"a\",\"v\":0.1} | a | DOUBLE | 0.1",
        "{\"k\":\"a\",\"v\":1e2} | a | LONG | 100",
        "{\"k\":\"a\",\"v\":\"NaN\"} | a | DOUBLE | NaN",
        "{\"k\":\"a\",\"v\":-Infinity} | a | DOUBLE | -Infinity",
        "{\"k\":\"a\",\"v\":null} | a | NOTHING | 0",
        "{\"k\":\"a\"} | a | NOTHING | 0",
        "{\"k\":null,\"v\":5} | (null) | LONG | 5",
        "{\"v\":5} | (null) | LONG | 5",
        "{\"k\":7,\"v\":5} | 7 | LONG | 5",
        "{\"k\":7.0,\"v\":5} | 7 | LONG | 5",
        "{\"k\":2.5,\"v\":5} | 2.5 | LONG | 5",
        "{\"k\":true,\"v\":5} | true | LONG | 5",
        "{\"k\":\"ä\",\"v\":5,\"more\":{\"k\":[1]}} | ä | LONG | 5",
      })
  void readsKeyAndValueFromJson(String json, String key, Reading.Kind kind, String value) {
    KV<String, Reading> event = events("k", "v").apply(record(json));

    assertThat(event.getKey()).isEqualTo(key);
    assertThat(event.getValue().kind()).isEqualTo(kind);
    assertThat(
            kind == Reading.Kind.DOUBLE
                ? (Object) event.getValue().asDouble()
                : (Object) event.getValue().bits())
        .isEqualTo(
            kind == Reading.Kind.DOUBLE ? (Object) Double.valueOf(value) : Long.valueOf(value));
  }

  @Test
  void readsNestedFields() {
    KV<String, Reading> event =
        events("user.address.city", "user.age")
            .apply(record("{\"user\":{\"address\":{\"city\":\"Wien\"},\"age\":30}}"));
    KV<String, Reading> without =
        events("user.address.city", "user.age").apply(record("{\"user\":{\"address\":null}}"));

    assertThat(event).isEqualTo(KV.of("Wien", Reading.of(30L).at(RECORD_TIME.getMillis())));
    assertThat(without).isEqualTo(KV.of("(null)", Reading.NOTHING.at(RECORD_TIME.getMillis())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"2001-03-02T10:30:00Z\" | 2001-03-02T10:30:00Z",
        "\"2001-03-02T10:30:00.123456Z\" | 2001-03-02T10:30:00.123Z",
        "\"2001-03-02T10:30:00-05:00\" | 2001-03-02T15:30:00Z",
        "\"2001-03-02T10:30:00\" | 2001-03-02T09:30:00Z",
        "983529000123 | 2001-03-02T10:30:00.123Z",
        "null | 2001-03-01T00:00:00Z",
      })
  void takesTheEventTimeFromTheFieldAndElseFromTheRecord(String time, String expected) {
    KV<String, Reading> event = events("k", "v").apply(record("{\"t\":" + time + "}"));

    assertThat(Instant.ofEpochMilli(event.getValue().eventTimeMillis()))
        .isEqualTo(Instant.parse(expected));
  }

  @Test
  void plainNumbersAreSecondsWhereTheOptionSaysSo() {
    KV<String, Reading> event =
        new StreamEvents(
                FieldPath.of("k"),
                FieldPath.of("v"),
                null,
                FieldPath.of("t"),
                ChronoUnit.SECONDS,
                ZoneId.of("UTC"),
                lake)
            .apply(record("{\"t\":983529000}"));

    assertThat(Instant.ofEpochMilli(event.getValue().eventTimeMillis()))
        .isEqualTo(Instant.parse(TIME));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"k\": | its value is no JSON: ",
        "{} {} | its value is no JSON: ",
        "[1] | its value is ARRAY (must be a JSON object)",
        "'' | its value is empty (must be a JSON object)",
        "{\"v\":\"5\"} | field 'v' is \"5\" (must be a number)",
        "{\"v\":[5]} | field 'v' is [5] (must be a number)",
        "{\"k\":{}} | field 'k' is OBJECT (must be text, a number or a boolean)",
        "{\"t\":\"yesterday\"} | field 't' is 'yesterday' (must be an event time in ISO-8601)",
        "{\"t\":1.5} | field 't' is 1.5 (must be an event time: ISO-8601 text or a whole number)",
      })
  void saysWhatIsWrongWithARecord(String json, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> events("k", "v").apply(record(json)))
        .withMessageStartingWith(reason);
  }

  @Test
  void recordWithoutValueIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> events("k", "v").apply(new Record(null)))
        .withMessage("its value is null (must be JSON or Avro)");
  }

  @Test
  void readsAvroWithASchemaOfTheLake() throws IOException {
    Schema schema = lake.schemas().findFirst().orElseThrow();
    GenericRecord row = new GenericData.Record(schema);
    row.put("event_time", 983_529_000_123_000L);
    row.put("key", "a");
    row.put("value", 42L);
    byte[] bytes = encoded(schema, row);

    StreamEvents events =
        SerializableUtils.ensureSerializable(
            new StreamEvents(
                FieldPath.of("key"),
                FieldPath.of("value"),
                null,
                FieldPath.of("event_time"),
                null,
                ZoneId.of("UTC"),
                lake));

    assertThat(events.apply(new Record(bytes)))
        .isEqualTo(KV.of("a", Reading.of(42L).at(983_529_000_123L)));
  }

  @Test
  void avroWithAnotherSchemaIsRefused() throws IOException {
    Schema schema = SchemaBuilder.record("other").fields().requiredString("k").endRecord();
    GenericRecord row = new GenericData.Record(schema);
    row.put("k", "a");
    byte[] bytes = encoded(schema, row);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> events("k", "v").apply(new Record(bytes)))
        .withMessageMatching(
            "its Avro schema has the fingerprint [0-9a-f]{16}, which no file of the lake at .* has");
  }

  @Test
  void lakeRowsGiveTheSameKeysAndValuesAsJson() {
    Schema decimal = LogicalTypes.decimal(10, 2).addToSchema(SchemaBuilder.builder().bytesType());
    Schema schema =
        SchemaBuilder.record("row")
            .fields()
            .name("text")
            .type()
            .nullable()
            .stringType()
            .noDefault()
            .requiredInt("int")
            .requiredFloat("float")
            .requiredDouble("double")
            .name("day")
            .type(LogicalTypes.date().addToSchema(SchemaBuilder.builder().intType()))
            .noDefault()
            .name("time")
            .type(LogicalTypes.timestampMicros().addToSchema(SchemaBuilder.builder().longType()))
            .noDefault()
            .name("price")
            .type(decimal)
            .noDefault()
            .endRecord();
    GenericRecord row = new GenericData.Record(schema);
    row.put("int", 7);
    row.put("float", 0.5f);
    row.put("double", 2.0);
    row.put("day", (int) LocalDate.parse("2001-03-02").toEpochDay());
    row.put("time", 983_529_000_000_000L);
    row.put(
        "price",
        new Conversions.DecimalConversion()
            .toBytes(new BigDecimal("12.50"), decimal, decimal.getLogicalType()));

    assertThat(fromLake(row, "text", "int")).isEqualTo(KV.of("(null)", Reading.of(7L)));
    assertThat(fromLake(row, "int", "float")).isEqualTo(KV.of("7", Reading.of(0.5)));
    assertThat(fromLake(row, "double", "price")).isEqualTo(KV.of("2", Reading.of(12.5)));
    assertThat(fromLake(row, "day", "double").getKey()).isEqualTo("2001-03-02");
    assertThat(fromLake(row, "time", "double").getKey()).isEqualTo(TIME);
    assertThat(fromLake(row, "price", "double").getKey()).isEqualTo("12.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fromLake(row, "int", "time"))
        .withMessage("field 'time' is a timestamp-micros (must be a number)");
    row.put("text", "5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fromLake(row, "int", "text"))
        .withMessage("field 'text' is string (must be a number)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fromLake(row, "int", "missing"))
        .withMessageStartingWith("there is no field 'missing' in [text, int, float, double, day");
  }

  private static KV<String, Reading> fromLake(GenericRecord row, String key, String value) {
    return new LakeEvents(FieldPath.of(key), FieldPath.of(value), null).apply(row);
  }

  private static StreamEvents events(String key, String value) {
    return new StreamEvents(
        FieldPath.of(key),
        FieldPath.of(value),
        null,
        FieldPath.of("t"),
        null,
        ZoneId.of("Europe/Vienna"),
        lake);
  }

  private static StreamRecord record(String json) {
    return new Record(json.getBytes(UTF_8));
  }

  private static byte[] encoded(Schema schema, GenericRecord row) throws IOException {
    ByteBuffer buffer =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(row);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private record Record(byte @Nullable [] value) implements StreamRecord {

    @Override
    public String topic() {
      return "topic";
    }

    @Override
    public int partition() {
      return 0;
    }

    @Override
    public long offset() {
      return 0;
    }

    @Override
    public Instant timestamp() {
      return RECORD_TIME;
    }

    @Override
    public byte @Nullable [] key() {
      return null;
    }

    @Override
    public byte @Nullable [] header(String name) {
      return null;
    }
  }
}
