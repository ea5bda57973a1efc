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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The event-time column of one file: where it is and how its values become milliseconds since the
 * epoch. Finer units are rounded down, so that a value and its bounds always compare the same way.
 *
 * <p>Times without a zone follow {@link LocalDateTime#atZone}: in an overlap the earlier offset, in
 * a gap later by the gap's length.
 */
final class EventTimeColumn {

  /** What a column without a value gives. */
  static final long MISSING = Long.MIN_VALUE;

  /** Days between the Julian day 0 and 1970-01-01, as INT96 timestamps count. */
  private static final long JULIAN_EPOCH_DAY = 2_440_588L;

  private static final long MILLIS_PER_DAY = 86_400_000L;

  /** No zone has ever changed its offset by more than a day's transition of 24 hours. */
  private static final long ZONE_SLACK_MILLIS = MILLIS_PER_DAY;

  private final ColumnDescriptor descriptor;
  private final EventTimeFormat.Kind kind;
  private final ZoneId zone;

  private EventTimeColumn(ColumnDescriptor descriptor, EventTimeFormat.Kind kind, ZoneId zone) {
    this.descriptor = descriptor;
    this.kind = kind;
    this.zone = zone;
  }

  /**
   * Finds the column {@code name} (dots separate the names of nested fields).
   *
   * @throws PlanException if there is none, or if its type and the format do not go together
   */
  static EventTimeColumn resolve(
      MessageType schema, String name, EventTimeFormat format, String file) {
    String[] path = name.split("\\.", -1);
    if (!schema.containsPath(path)) {
      throw new PlanException(
          "No event-time column '%s' in %s: its columns are %s"
              .formatted(name, file, columnNames(schema)));
    }
    ColumnDescriptor descriptor = schema.getColumnDescription(path);
    EventTimeColumn column = new EventTimeColumn(descriptor, format.kind(), format.zone());
    column.check(name, file);
    return column;
  }

  private static String columnNames(MessageType schema) {
    return schema.getColumns().stream()
        .map(c -> String.join(".", c.getPath()))
        .limit(50)
        .collect(Collectors.joining(", "));
  }

  private void check(String name, String file) {
    if (descriptor.getMaxRepetitionLevel() > 0) {
      throw new PlanException(
          "Cannot use column '%s' of %s as event time: it is repeated; expected one value per row"
              .formatted(name, file));
    }
    PrimitiveType type = descriptor.getPrimitiveType();
    boolean fits =
        switch (kind) {
          case AUTO -> isTimestamp(type);
          case EPOCH_SECONDS, EPOCH_MILLIS ->
              type.getPrimitiveTypeName() == PrimitiveTypeName.INT64;
          case ISO_8601 -> type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
        };
    if (!fits) {
      throw new PlanException(
          ("Cannot use column '%s' of %s as event time: its type is %s and the format is %s;"
                  + " expected a timestamp, or a declared format (epoch seconds or millis for a"
                  + " long, ISO-8601 for a string)")
              .formatted(name, file, describe(type), kind.name().toLowerCase(Locale.ROOT)));
    }
  }

  private static String describe(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return type.getPrimitiveTypeName() + (logical == null ? "" : " " + logical);
  }

  private static boolean isTimestamp(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return type.getPrimitiveTypeName() == PrimitiveTypeName.INT96
        || logical instanceof TimestampLogicalTypeAnnotation
        || logical instanceof DateLogicalTypeAnnotation;
  }

  ColumnDescriptor descriptor() {
    return descriptor;
  }

  /** The current value of {@code reader}, or {@link #MISSING} if it is null or unreadable. */
  long read(ColumnReader reader) {
    if (reader.getCurrentDefinitionLevel() < descriptor.getMaxDefinitionLevel()) {
      return MISSING;
    }
    return switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
      case INT64 -> fromLong(reader.getLong());
      case INT32 -> localToUtc(reader.getInteger() * MILLIS_PER_DAY);
      case INT96 -> fromInt96(reader.getBinary());
      default -> fromText(reader.getBinary());
    };
  }

  private long fromLong(long value) {
    return switch (kind) {
      case EPOCH_SECONDS -> Math.multiplyExact(value, 1000L);
      case EPOCH_MILLIS -> value;
      case AUTO, ISO_8601 -> {
        TimestampLogicalTypeAnnotation type = timestampType();
        long millis =
            switch (type.getUnit()) {
              case MILLIS -> value;
              case MICROS -> Math.floorDiv(value, 1_000L);
              case NANOS -> Math.floorDiv(value, 1_000_000L);
            };
        yield type.isAdjustedToUTC() ? millis : localToUtc(millis);
      }
    };
  }

  private TimestampLogicalTypeAnnotation timestampType() {
    return (TimestampLogicalTypeAnnotation)
        descriptor.getPrimitiveType().getLogicalTypeAnnotation();
  }

  private long fromInt96(Binary value) {
    ByteBuffer buffer = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int start = buffer.position();
    long nanosOfDay = buffer.getLong(start);
    long days = buffer.getInt(start + Long.BYTES) - JULIAN_EPOCH_DAY;
    return localToUtc(days * MILLIS_PER_DAY + Math.floorDiv(nanosOfDay, 1_000_000L));
  }

  private long fromText(Binary value) {
    try {
      TemporalAccessor parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              value.toStringUsingUTF8(), Instant::from, LocalDateTime::from);
      return parsed instanceof Instant instant
          ? instant.toEpochMilli()
          : ((LocalDateTime) parsed).atZone(zone).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      return MISSING;
    }
  }

  private long localToUtc(long localMillis) {
    if (zone.equals(ZoneOffset.UTC)) {
      return localMillis;
    }
    return LocalDateTime.ofEpochSecond(
            Math.floorDiv(localMillis, 1000L),
            (int) Math.floorMod(localMillis, 1000L) * 1_000_000,
            ZoneOffset.UTC)
        .atZone(zone)
        .toInstant()
        .toEpochMilli();
  }

  /**
   * The bounds that a row group's statistics declare, or null where they say nothing that can be
   * relied on: no statistics, missing values, or a type whose order is not that of time.
   */
  @Nullable EventTimeBounds bounds(@Nullable Statistics<?> statistics) {
    if (!(statistics instanceof LongStatistics longs)
        || !longs.hasNonNullValue()
        || longs.isEmpty()) {
      return null;
    }
    // A zone's gaps and overlaps make local times go back and forth around the true bounds.
    long slack = zone.getRules().isFixedOffset() || isUtc() ? 0 : ZONE_SLACK_MILLIS;
    return EventTimeBounds.of(fromLong(longs.getMin()) - slack, fromLong(longs.getMax()) + slack);
  }

  private boolean isUtc() {
    return kind != EventTimeFormat.Kind.AUTO || timestampType().isAdjustedToUTC();
  }

  @Override
  public String toString() {
    return Arrays.toString(descriptor.getPath());
  }
}
