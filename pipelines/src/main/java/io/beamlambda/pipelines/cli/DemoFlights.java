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

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/**
 * The demo's input: eight days of flights out of those that are shipped, as a day-partitioned lake
 * of the first six and a topic with the last five. Three days are in both, as they are where a
 * topic is copied into a lake and kept for a while.
 */
final class DemoFlights {

  static final String EVENT_TIME = "date";

  static final LocalDate FROM = LocalDate.parse("2001-02-26");
  static final LocalDate LAKE_UNTIL = LocalDate.parse("2001-03-04");
  static final LocalDate TOPIC_FROM = LocalDate.parse("2001-03-01");
  static final LocalDate UNTIL = LocalDate.parse("2001-03-06");

  private static final String SHIPPED = "/flights/flights.parquet";

  private final Path shipped;
  private final Path lake;

  private DemoFlights(Path shipped, Path lake) {
    this.shipped = shipped;
    this.lake = lake;
  }

  /** Unpacks the flights into {@code dir}, replacing what an earlier demo left there. */
  static DemoFlights unpack(Path dir) throws IOException {
    Files.createDirectories(dir);
    Path shipped = dir.resolve("flights.parquet");
    try (InputStream in = DemoFlights.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException("No resource " + SHIPPED + ": the build is incomplete");
      }
      Files.copy(in, shipped, StandardCopyOption.REPLACE_EXISTING);
    }
    DemoFlights flights = new DemoFlights(shipped, dir.resolve("lake"));
    flights.writeLake();
    return flights;
  }

  /** The file that is shipped. */
  Path shipped() {
    return shipped;
  }

  /** The lake's directory. */
  Path lake() {
    return lake;
  }

  /** What the topic holds. */
  Publication publication() throws IOException {
    ParquetRows rows = ParquetRows.at(shipped);
    return Publication.of(
        rows,
        eventTimes(rows),
        new JsonRowEncoder(EVENT_TIME),
        startOf(TOPIC_FROM),
        startOf(UNTIL));
  }

  private void writeLake() throws IOException {
    ParquetRows rows = ParquetRows.at(shipped);
    EventTimes eventTimes = eventTimes(rows);
    Map<LocalDate, List<GenericRecord>> days = new TreeMap<>();
    rows.forEach(
        row -> {
          Instant time = eventTimes.of(row);
          if (time != null && !time.isBefore(startOf(FROM)) && time.isBefore(startOf(LAKE_UNTIL))) {
            LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
            days.computeIfAbsent(day, ignored -> new ArrayList<>()).add(row);
          }
        });
    for (Map.Entry<LocalDate, List<GenericRecord>> day : days.entrySet()) {
      // Lakes seldom keep the rows of a partition in order; neither does this one.
      Collections.shuffle(day.getValue(), new Random(day.getKey().toEpochDay()));
      write(lake.resolve("day=" + day.getKey()).resolve("part-0.parquet"), day.getValue());
    }
  }

  private static void write(Path file, List<GenericRecord> rows) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withDataModel(GenericData.get())
            .withSchema(rows.get(0).getSchema())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (GenericRecord row : rows) {
        writer.write(row);
      }
    }
  }

  private static EventTimes eventTimes(ParquetRows rows) {
    return EventTimes.of(rows.schema(), EVENT_TIME, EventTimes.Format.AUTO, ZoneOffset.UTC);
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
