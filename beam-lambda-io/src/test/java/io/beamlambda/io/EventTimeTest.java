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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamlambda.fixtures.EventTimeType;
import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.RowOrder;
import io.beamlambda.fixtures.Statistics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which a lake may hold its event time gives the same timestamps. */
class EventTimeTest {

  private static final Instant START = Instant.parse("2001-01-01T00:00:00.123Z");

  @TempDir Path directory;

  private static List<Row> rows() {
    return Row.generate(500, START, Duration.ofHours(30), 3, 11);
  }

  private static EventTimeFormat format(EventTimeType type) {
    return switch (type) {
      case EPOCH_MILLIS -> EventTimeFormat.epochMillis();
      case EPOCH_SECONDS -> EventTimeFormat.epochSeconds();
      case ISO_UTC, ISO_LOCAL -> EventTimeFormat.iso8601();
      default -> EventTimeFormat.auto();
    };
  }

  private static long expectedMillis(Row row, EventTimeType type) {
    long millis = row.eventTime().toEpochMilli();
    return type == EventTimeType.EPOCH_SECONDS ? Math.floorDiv(millis, 1000L) * 1000L : millis;
  }

  @ParameterizedTest
  @EnumSource
  void isReadFromEveryType(EventTimeType type) throws IOException {
    Lake lake =
        LakeWriter.ofRows()
            .withEventTimeType(type)
            .withRowsPerRowGroup(90)
            .withRowOrder(RowOrder.SHUFFLED)
            .write(directory, rows());

    assertThat(
            read(lake, ParquetLake.at(lake.location()).withEventTime("event_time", format(type))))
        .containsExactlyInAnyOrderElementsOf(
            rows().stream()
                .map(row -> new Lakes.Timed(expectedMillis(row, type), Event.of(row)))
                .toList());
  }

  @ParameterizedTest
  @EnumSource(names = {"MILLIS_LOCAL", "MICROS_LOCAL", "NANOS_LOCAL", "ISO_LOCAL"})
  void withoutAZoneIsReadInTheDeclaredOne(EventTimeType type) throws IOException {
    ZoneId zone = ZoneId.of("America/New_York");
    Lake lake = LakeWriter.ofRows().withEventTimeType(type).withZone(zone).write(directory, rows());

    assertThat(
            read(
                lake,
                ParquetLake.at(lake.location())
                    .withEventTime("event_time", format(type))
                    .withZone(zone)))
        .extracting(Lakes.Timed::millis)
        .containsExactlyInAnyOrderElementsOf(
            rows().stream().map(row -> row.eventTime().toEpochMilli()).toList());
  }

  @ParameterizedTest
  @EnumSource
  void needsNoStatistics(Statistics statistics) throws IOException {
    Lake lake =
        LakeWriter.ofRows()
            .withStatistics(statistics)
            .withLayout(Layout.flat(4))
            .withRowsPerRowGroup(50)
            .withEmptyFiles(2)
            .write(directory, rows());

    Plan plan = Lakes.plan(Lakes.read(lake));
    assertThat(plan.lakeFigures().bounds())
        .isEqualTo(
            EventTimeBounds.of(START.toEpochMilli(), rows().get(499).eventTime().toEpochMilli()));
    assertThat(plan.warnings()).hasSize(statistics == Statistics.PRESENT ? 0 : 1);
    assertThat(Lakes.drain(Lakes.splits(plan, "statistics-" + statistics).get(0))).hasSize(500);
  }

  @ParameterizedTest
  @EnumSource(names = {"SNAPPY", "GZIP", "ZSTD", "UNCOMPRESSED"})
  void isReadThroughEveryCodec(CompressionCodecName codec) throws IOException {
    Lake lake = LakeWriter.ofRows().withCodec(codec).write(directory, rows());

    assertThat(read(lake, ParquetLake.at(lake.location()).withEventTime("event_time")))
        .hasSize(500);
  }

  @Test
  void columnsThatAreNotAskedForAreLeftOut() throws IOException {
    Lake lake = LakeWriter.ofRows().write(directory, rows());
    EventMapping<String> fieldNames =
        EventMapping.of(
            String.class,
            row -> row.getSchema().getFields().stream().map(Schema.Field::name).toList().toString(),
            record -> "");
    Plan plan =
        LambdaIO.<String>read()
            .withLake(
                ParquetLake.at(lake.location()).withEventTime("event_time").withColumns("key"))
            .withMapping(fieldNames)
            .plan(PipelineOptionsFactory.create());
    LakeSource<String> source =
        new LakeSource<>(
            plan.newRun("columns", true),
            plan.lake(),
            plan.lanes(),
            fieldNames,
            StringUtf8Coder.of());

    try (var reader = source.createReader(PipelineOptionsFactory.create(), null)) {
      assertThat(reader.start()).isTrue();
      assertThat(reader.getCurrent()).extracting(TimestampedValue::getValue).containsOnly("[key]");
    }
  }

  @Test
  void columnsCanBeLeftOutOfFilesThatAvroHasWritten() throws IOException {
    Schema schema =
        SchemaBuilder.record("Row")
            .fields()
            .name("event_time")
            .type(LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
            .noDefault()
            .requiredString("key")
            .requiredLong("value")
            .endRecord();
    Path file = directory.resolve("avro.parquet");
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(schema)
            .withConf(new PlainParquetConfiguration())
            .build()) {
      writer.write(
          new GenericRecordBuilder(schema)
              .set("event_time", START.toEpochMilli())
              .set("key", "k")
              .set("value", 7L)
              .build());
    }
    EventMapping<Event> keyOnly =
        EventMapping.of(
            Event.class,
            row -> new Event(row.get("key").toString(), 0),
            record -> new Event("", 0));
    Plan plan =
        Lakes.plan(
            Lakes.read(
                    ParquetLake.at(file.toString()).withEventTime("event_time").withColumns("key"))
                .withMapping(keyOnly.withCoder(SerializableCoder.of(Event.class))));

    assertThat(
            Lakes.drain(
                new LakeSource<>(
                    plan.newRun("avro", true),
                    plan.lake(),
                    plan.lanes(),
                    keyOnly,
                    SerializableCoder.of(Event.class))))
        .containsExactly(new Lakes.Timed(START.toEpochMilli(), new Event("k", 0)));
  }

  @Test
  void columnOfAnotherTypeIsRefused() throws IOException {
    Lake lake = LakeWriter.ofRows().write(directory, rows());

    assertThatThrownBy(
            () -> Lakes.plan(Lakes.read(ParquetLake.at(lake.location()).withEventTime("key"))))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("Cannot use column 'key'")
        .hasMessageContaining("BINARY");
  }

  private static List<Lakes.Timed> read(Lake lake, ParquetLake parquet) throws IOException {
    Plan plan = Lakes.plan(Lakes.read(parquet));
    assertThat(plan.lakeRows()).isEqualTo(lake.rows());
    return Lakes.drain(Lakes.splits(plan, lake.location()).get(0));
  }
}
