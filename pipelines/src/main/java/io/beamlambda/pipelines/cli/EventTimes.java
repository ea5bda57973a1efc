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

import io.beamlambda.pipelines.UsageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.time.temporal.TemporalAccessor;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Takes the event time out of rows, by the column's Parquet type or as the user says. */
final class EventTimes {

  /** What the column holds. */
  enum Format {
    /** What its Parquet type says. */
    AUTO,
    /** Seconds since the epoch. */
    EPOCH_SECONDS,
    /** Milliseconds since the epoch. */
    EPOCH_MILLIS,
    /** Text in ISO-8601. */
    ISO_8601
  }

  @FunctionalInterface
  private interface Conversion {
    Instant apply(Object value);
  }

  private final String field;
  private final Conversion conversion;

  private EventTimes(String field, Conversion conversion) {
    this.field = field;
    this.conversion = conversion;
  }

  static EventTimes of(MessageType schema, String field, Format format, ZoneId zone) {
    if (!schema.containsField(field)) {
      throw new UsageException(
          "No column '%s': the file has %s"
              .formatted(
                  field,
                  String.join(", ", schema.getFields().stream().map(Type::getName).toList())));
    }
    Type type = schema.getType(field);
    Conversion conversion =
        switch (format) {
          case AUTO -> ofType(type, zone);
          case EPOCH_SECONDS -> value -> Instant.ofEpochSecond((Long) value);
          case EPOCH_MILLIS -> value -> Instant.ofEpochMilli((Long) value);
          case ISO_8601 -> value -> parse(value.toString(), zone);
        };
    boolean fits =
        switch (format) {
          case AUTO -> conversion != null;
          case EPOCH_SECONDS, EPOCH_MILLIS -> is(type, PrimitiveTypeName.INT64);
          case ISO_8601 -> is(type, PrimitiveTypeName.BINARY);
        };
    if (conversion == null || !fits) {
      throw new UsageException(
          ("Cannot use column '%s' as event time: it is '%s' and --eventTimeFormat is %s; expected a"
                  + " timestamp, or a format that says what a long or a string holds")
              .formatted(field, type, format));
    }
    return new EventTimes(field, conversion);
  }

  /** The row's event time, or null where the column has no value. */
  @Nullable Instant of(GenericRecord row) {
    Object value = row.get(field);
    return value == null ? null : conversion.apply(value);
  }

  private static boolean is(Type type, PrimitiveTypeName name) {
    return type.isPrimitive() && type.asPrimitiveType().getPrimitiveTypeName() == name;
  }

  private static @Nullable Conversion ofType(Type type, ZoneId zone) {
    if (!type.isPrimitive()) {
      return null;
    }
    PrimitiveType primitive = type.asPrimitiveType();
    LogicalTypeAnnotation logical = primitive.getLogicalTypeAnnotation();
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      ChronoUnit unit =
          switch (timestamp.getUnit()) {
            case MILLIS -> ChronoUnit.MILLIS;
            case MICROS -> ChronoUnit.MICROS;
            case NANOS -> ChronoUnit.NANOS;
          };
      ZoneId effective = timestamp.isAdjustedToUTC() ? ZoneOffset.UTC : zone;
      return value -> inZone(Instant.EPOCH.plus((Long) value, unit), effective);
    }
    if (logical instanceof DateLogicalTypeAnnotation) {
      return value -> LocalDate.ofEpochDay((Integer) value).atStartOfDay(zone).toInstant();
    }
    if (primitive.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
      return value -> inZone(ofInt96(((GenericFixed) value).bytes()), zone);
    }
    return null;
  }

  /** Nanoseconds of the day, then the Julian day, little endian. */
  private static Instant ofInt96(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Duration timeOfDay = Duration.ofNanos(buffer.getLong());
    return LocalDate.EPOCH
        .with(JulianFields.JULIAN_DAY, buffer.getInt())
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant()
        .plus(timeOfDay);
  }

  private static Instant inZone(Instant local, ZoneId zone) {
    return zone.equals(ZoneOffset.UTC)
        ? local
        : LocalDateTime.ofInstant(local, ZoneOffset.UTC).atZone(zone).toInstant();
  }

  private static Instant parse(String text, ZoneId zone) {
    try {
      TemporalAccessor parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(text, Instant::from, LocalDateTime::from);
      return parsed instanceof Instant instant
          ? instant
          : ((LocalDateTime) parsed).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new UsageException(
          "Cannot read event time '%s': expected ISO-8601, as 2001-03-01T12:34:00Z".formatted(text),
          e);
    }
  }
}
