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

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericFixed;
import org.jspecify.annotations.Nullable;

/**
 * Turns what lake and stream hold in a field into keys, numbers and times: the same for the same
 * event, whether it comes from a Parquet row, from JSON or from Avro.
 */
final class FieldValues {

  /** The key of events without one: they form a group of their own, as in SQL. */
  static final String NO_KEY = "(null)";

  private static final Conversions.DecimalConversion DECIMALS = new Conversions.DecimalConversion();

  private FieldValues() {}

  static String key(FieldPath path, @Nullable JsonNode node) {
    if (node == null) {
      return NO_KEY;
    }
    if (node.isTextual() || node.isBoolean()) {
      return node.asText();
    }
    if (node.isNumber()) {
      return text(number(node));
    }
    throw unusable(path, node.getNodeType(), "text, a number or a boolean");
  }

  /** An id has to be there: events without one cannot be told apart. */
  static String recordId(FieldPath path, @Nullable JsonNode node) {
    if (node == null) {
      throw unusable(path, "null", "a record id");
    }
    return key(path, node);
  }

  static Reading reading(FieldPath path, @Nullable JsonNode node) {
    if (node == null) {
      return Reading.NOTHING;
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return Reading.of(node.longValue());
    }
    if (node.isNumber()) {
      return Reading.of(number(node));
    }
    // How most writers put what JSON has no number for.
    return switch (node.isTextual() ? node.textValue() : "") {
      case "NaN" -> Reading.of(Double.NaN);
      case "Infinity" -> Reading.of(Double.POSITIVE_INFINITY);
      case "-Infinity" -> Reading.of(Double.NEGATIVE_INFINITY);
      default -> throw unusable(path, node, "a number");
    };
  }

  private static Number number(JsonNode node) {
    if (node.canConvertToLong() && node.isIntegralNumber()) {
      return node.longValue();
    }
    return node.isBigInteger()
        ? Numbers.of(node.bigIntegerValue())
        : Numbers.of(node.doubleValue());
  }

  /**
   * The event time in epoch milliseconds.
   *
   * @param unit the unit of plain numbers; null for milliseconds
   */
  static long eventTime(FieldPath path, JsonNode node, @Nullable ChronoUnit unit, ZoneId zone) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return epochMillis(node.longValue(), unit == null ? ChronoUnit.MILLIS : unit);
    }
    if (node.isTextual()) {
      return isoMillis(path, node.textValue(), zone);
    }
    throw unusable(path, node, "an event time: ISO-8601 text or a whole number");
  }

  private static long isoMillis(FieldPath path, String text, ZoneId zone) {
    try {
      return text.endsWith("Z")
          ? Instant.parse(text).toEpochMilli()
          : hasOffset(text)
              ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
              : LocalDateTime.parse(text).atZone(zone).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      throw unusable(path, "'" + text + "'", "an event time in ISO-8601");
    }
  }

  private static boolean hasOffset(String text) {
    int time = text.indexOf('T');
    return time >= 0 && (text.indexOf('+', time) >= 0 || text.indexOf('-', time) >= 0);
  }

  static String key(FieldPath path, Schema record, @Nullable Object value) {
    if (value == null) {
      return NO_KEY;
    }
    if (value instanceof CharSequence
        || value instanceof Boolean
        || value instanceof GenericEnumSymbol<?>) {
      return value.toString();
    }
    Schema schema = path.schema(record);
    if (value instanceof Integer || value instanceof Long) {
      return whole(schema.getLogicalType(), ((Number) value).longValue());
    }
    if (value instanceof Float || value instanceof Double) {
      return text(Numbers.of(((Number) value).doubleValue()));
    }
    BigDecimal decimal = decimal(schema, value);
    if (decimal != null) {
      return text(Numbers.of(decimal));
    }
    throw unusable(path, schema.getType().getName(), "text, a number, a time or a boolean");
  }

  private static String whole(@Nullable LogicalType type, long value) {
    if (type instanceof LogicalTypes.Date) {
      return LocalDate.ofEpochDay(value).toString();
    }
    ChronoUnit unit = timestampUnit(type);
    return unit == null ? String.valueOf(value) : Instant.EPOCH.plus(value, unit).toString();
  }

  static String recordId(FieldPath path, Schema record, @Nullable Object value) {
    if (value == null) {
      throw unusable(path, "null", "a record id");
    }
    return key(path, record, value);
  }

  static Reading reading(FieldPath path, Schema record, @Nullable Object value) {
    if (value == null) {
      return Reading.NOTHING;
    }
    if (value instanceof Double || value instanceof Float) {
      return Reading.of(((Number) value).doubleValue());
    }
    Schema schema = path.schema(record);
    if (value instanceof Long || value instanceof Integer) {
      if (schema.getLogicalType() == null) {
        return Reading.of(((Number) value).longValue());
      }
      throw unusable(path, "a " + schema.getLogicalType().getName(), "a number");
    }
    BigDecimal decimal = decimal(schema, value);
    if (decimal != null) {
      return Reading.of(Numbers.of(decimal));
    }
    throw unusable(path, schema.getType().getName(), "a number");
  }

  /**
   * The event time in epoch milliseconds, or null where it is a plain number whose unit is unknown.
   *
   * @param unit the unit of plain numbers; null if unknown
   */
  static @Nullable Long eventTime(
      FieldPath path, Schema record, Object value, @Nullable ChronoUnit unit, ZoneId zone) {
    if (value instanceof CharSequence) {
      return isoMillis(path, value.toString(), zone);
    }
    Schema schema = path.schema(record);
    if (!(value instanceof Long || value instanceof Integer)) {
      throw unusable(path, schema.getType().getName(), "an event time");
    }
    long whole = ((Number) value).longValue();
    LogicalType type = schema.getLogicalType();
    ChronoUnit typeUnit = timestampUnit(type);
    if (typeUnit == null) {
      return unit == null ? null : (Long) epochMillis(whole, unit);
    }
    long millis = epochMillis(whole, typeUnit);
    return type != null && type.getName().startsWith("local-")
        ? LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC)
            .atZone(zone)
            .toInstant()
            .toEpochMilli()
        : millis;
  }

  private static long epochMillis(long value, ChronoUnit unit) {
    return Instant.EPOCH.plus(value, unit).toEpochMilli();
  }

  private static @Nullable ChronoUnit timestampUnit(@Nullable LogicalType type) {
    if (type instanceof LogicalTypes.TimestampMillis
        || type instanceof LogicalTypes.LocalTimestampMillis) {
      return ChronoUnit.MILLIS;
    }
    if (type instanceof LogicalTypes.TimestampMicros
        || type instanceof LogicalTypes.LocalTimestampMicros) {
      return ChronoUnit.MICROS;
    }
    return null;
  }

  private static @Nullable BigDecimal decimal(Schema schema, Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    LogicalType type = schema.getLogicalType();
    if (!(type instanceof LogicalTypes.Decimal)) {
      return null;
    }
    return value instanceof GenericFixed fixed
        ? DECIMALS.fromFixed(fixed, schema, type)
        : DECIMALS.fromBytes((ByteBuffer) value, schema, type);
  }

  private static String text(Number number) {
    return number.toString();
  }

  private static IllegalArgumentException unusable(FieldPath path, Object found, String expected) {
    return new IllegalArgumentException(
        "field '%s' is %s (must be %s)".formatted(path, found, expected));
  }
}
