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
package io.beamlambda.pipelines.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A row as a JSON object: columns by name, timestamps as ISO-8601 in UTC, binary as Base64. The
 * event time is written as the instant that the row's column stands for.
 */
final class JsonRowEncoder implements RowEncoder {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Conversions.DecimalConversion DECIMALS = new Conversions.DecimalConversion();

  private final String eventTimeField;

  JsonRowEncoder(String eventTimeField) {
    this.eventTimeField = eventTimeField;
  }

  @Override
  public byte[] encode(GenericRecord row, Instant eventTime) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (Schema.Field field : row.getSchema().getFields()) {
        json.writeFieldName(field.name());
        if (field.name().equals(eventTimeField)) {
          json.writeString(eventTime.toString());
        } else {
          write(json, field.schema(), row.get(field.pos()));
        }
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Schema schema, @Nullable Object value)
      throws IOException {
    if (value == null) {
      json.writeNull();
      return;
    }
    switch (schema.getType()) {
      case UNION ->
          write(json, schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value);
      case RECORD -> {
        GenericRecord row = (GenericRecord) value;
        json.writeStartObject();
        for (Schema.Field field : schema.getFields()) {
          json.writeFieldName(field.name());
          write(json, field.schema(), row.get(field.pos()));
        }
        json.writeEndObject();
      }
      case ARRAY -> {
        json.writeStartArray();
        for (Object element : (Collection<?>) value) {
          write(json, schema.getElementType(), element);
        }
        json.writeEndArray();
      }
      case MAP -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          json.writeFieldName(entry.getKey().toString());
          write(json, schema.getValueType(), entry.getValue());
        }
        json.writeEndObject();
      }
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case FLOAT, DOUBLE -> json.writeNumber(((Number) value).doubleValue());
      case INT, LONG -> writeWhole(json, schema.getLogicalType(), ((Number) value).longValue());
      case BYTES -> writeBinary(json, schema, bytesOf((ByteBuffer) value));
      case FIXED -> writeBinary(json, schema, ((GenericFixed) value).bytes());
      default -> json.writeString(value.toString());
    }
  }

  private static void writeWhole(JsonGenerator json, @Nullable LogicalType type, long value)
      throws IOException {
    if (type instanceof LogicalTypes.TimestampMillis
        || type instanceof LogicalTypes.LocalTimestampMillis) {
      json.writeString(Instant.ofEpochMilli(value).toString());
    } else if (type instanceof LogicalTypes.TimestampMicros
        || type instanceof LogicalTypes.LocalTimestampMicros) {
      json.writeString(Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString());
    } else if (type instanceof LogicalTypes.Date) {
      json.writeString(LocalDate.ofEpochDay(value).toString());
    } else {
      json.writeNumber(value);
    }
  }

  private static void writeBinary(JsonGenerator json, Schema schema, byte[] value)
      throws IOException {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      Schema bytes = SchemaBuilder.builder().bytesType();
      json.writeNumber(DECIMALS.fromBytes(ByteBuffer.wrap(value), bytes, decimal));
    } else {
      json.writeBinary(value);
    }
  }

  private static byte[] bytesOf(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
