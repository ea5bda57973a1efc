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

import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.RowOrder;
import io.beamlambda.fixtures.Statistics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A read that is drawn at random: a lake, perhaps a stream, and the settings. Everything follows
 * from the seed. What has to come out follows from the drawn events alone.
 */
final class RandomRead {

  private static final long START_MILLIS = Instant.parse("2001-01-01T00:00:00Z").toEpochMilli();
  private static final int MAX_FILES = 8;
  private static final int MAX_ROWS = 1_200;
  private static final int MAX_RECORDS = 120;
  private static final long MIN_SPAN_MILLIS = 60_000;
  private static final long MAX_SPAN_MILLIS = 40L * 24 * 3_600_000;

  /**
   * A file of the lake.
   *
   * @param copies under how many names it is there; each counts
   */
  private record StoredFile(
      List<Row> rows, int rowsPerRowGroup, Statistics statistics, int copies) {}

  /**
   * A record of the stream.
   *
   * @param late whether it is further behind in its partition than the stream is said to be
   */
  private record Published(long millis, Event event, boolean late) {
    byte[] json() {
      return "{\"key\":\"%s\",\"value\":%d}"
          .formatted(event.key(), event.value())
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private final long seed;
  private final Random random;
  private final long span;
  private final List<StoredFile> files = new ArrayList<>();
  private final List<List<Published>> partitions = new ArrayList<>();
  private final long disorder;
  private final long cutoff;
  private final @Nullable Long from;
  private final @Nullable Long until;
  private final long maxLead;
  private final int lanes;
  private int events;

  /**
   * @param hasStream whether there is a stream, too
   */
  RandomRead(long seed, boolean hasStream) {
    this.seed = seed;
    this.random = new Random(seed);
    this.span = logUniform(MIN_SPAN_MILLIS, MAX_SPAN_MILLIS);
    drawFiles();
    long first = lakeTimes().get(0);
    this.cutoff = drawAfter(first, lakeTimes(), span + span / 4);
    this.disorder = random.nextInt(4) == 0 ? random.nextInt(2) : logUniform(1, span / 4);
    if (hasStream) {
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        partitions.add(drawPartition());
      }
    }
    this.until = drawUntil(first);
    this.from = drawFrom();
    this.maxLead = random.nextInt(5) == 0 ? 1 : logUniform(1, 100 * span);
    this.lanes = 1 + random.nextInt(4);
  }

  private long logUniform(long min, long max) {
    double exponent = random.nextDouble() * Math.log((double) max / min);
    return Math.min(max, (long) (min * Math.exp(exponent)));
  }

  private void drawFiles() {
    int count = 1 + random.nextInt(MAX_FILES);
    int overlap = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      // One after the other, anywhere within the span, or all over it.
      long begin =
          switch (overlap) {
            case 0 -> span * i / count;
            case 1 -> (long) (random.nextDouble() * span);
            default -> 0;
          };
      long length = overlap == 0 ? span / count : span - begin;
      boolean isEmpty = i > 0 && random.nextInt(6) == 0;
      int rows = isEmpty ? 0 : 1 + random.nextInt(MAX_ROWS / count);
      files.add(
          new StoredFile(
              drawRows(rows, begin, 1 + (long) (random.nextDouble() * length)),
              1 + random.nextInt(random.nextBoolean() ? 20 + rows / 10 : 700),
              Statistics.values()[random.nextInt(Statistics.values().length)],
              random.nextInt(8) == 0 ? 2 : 1));
    }
  }

  private List<Row> drawRows(int count, long begin, long length) {
    // Coarse ones coincide.
    long grain = random.nextInt(3) == 0 ? 1 + length / 10 : 1;
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long offset = (long) (random.nextDouble() * length) / grain * grain;
      long micros = (START_MILLIS + begin + offset) * 1_000 + random.nextInt(1_000);
      rows.add(new Row(micros, "k" + random.nextInt(5), events++));
    }
    rows.sort(Comparator.comparingLong(Row::eventTimeMicros));
    switch (random.nextInt(3)) {
      case 0 -> Collections.shuffle(rows, random);
      case 1 -> disturb(rows);
      default -> {
        // Sorted.
      }
    }
    return rows;
  }

  private void disturb(List<Row> rows) {
    for (int i = rows.size() / 20; i > 0; i--) {
      int row = random.nextInt(rows.size());
      Collections.swap(rows, row, Math.min(rows.size() - 1, row + random.nextInt(30)));
    }
  }

  private List<Long> lakeTimes() {
    return files.stream()
        .flatMap(file -> file.rows().stream())
        .map(row -> row.eventTime().toEpochMilli())
        .sorted()
        .toList();
  }

  /** A time after {@code first}, by up to {@code length}, or that of an event, exactly. */
  private long drawAfter(long first, List<Long> times, long length) {
    if (random.nextInt(3) == 0) {
      long time = times.get(random.nextInt(times.size()));
      if (time > first) {
        return time;
      }
    }
    return first + 1 + (long) (random.nextDouble() * length);
  }

  private List<Published> drawPartition() {
    int count = random.nextInt(MAX_RECORDS);
    long begin = cutoff - (long) (random.nextDouble() * span / 4);
    long length = 1 + (long) (random.nextDouble() * span / 2);
    List<Published> records = new ArrayList<>();
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      long inOrder = begin + length * i / count;
      long millis = inOrder - (long) (random.nextDouble() * disorder);
      Event event = new Event("s" + random.nextInt(5), events++);
      if (random.nextInt(40) == 0) {
        millis -= disorder + 1 + (long) (random.nextDouble() * length);
      } else if (i > 0 && random.nextInt(20) == 0) {
        Published again = records.get(random.nextInt(i));
        millis = again.millis();
        event = again.event();
      }
      records.add(new Published(millis, event, latest - disorder > millis && i > 0));
      latest = Math.max(latest, millis);
    }
    return records;
  }

  private @Nullable Long drawUntil(long first) {
    return switch (random.nextInt(10)) {
      case 0 -> drawAfter(first, lakeTimes(), cutoff - first);
      case 1, 2, 3 -> {
        List<Long> times =
            partitions.stream()
                .flatMap(List::stream)
                .map(Published::millis)
                .filter(millis -> millis > cutoff)
                .toList();
        yield times.isEmpty()
            ? (Long) (cutoff + (long) (random.nextDouble() * span))
            : times.get(random.nextInt(times.size()));
      }
      default -> null;
    };
  }

  /** At a row that is read, or somewhat before, or none. */
  private @Nullable Long drawFrom() {
    if (random.nextBoolean()) {
      return null;
    }
    List<Long> times = lakeTimes().stream().filter(millis -> millis < lakeEnd()).toList();
    return times.get(random.nextInt(times.size())) - (random.nextBoolean() ? 0 : span / 50);
  }

  private long lakeEnd() {
    return until == null ? cutoff : Math.min(until, cutoff);
  }

  /** Writes the lake below {@code directory}. */
  void writeLake(Path directory) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      StoredFile file = files.get(i);
      Path written =
          LakeWriter.ofRows()
              .withRowOrder(RowOrder.AS_GIVEN)
              .withRowsPerRowGroup(file.rowsPerRowGroup())
              .withStatistics(file.statistics())
              .write(directory.resolve("part-" + i), file.rows())
              .files()
              .get(0);
      for (int copy = 1; copy < file.copies(); copy++) {
        Files.copy(written, directory.resolve("part-%d/copy-%d.parquet".formatted(i, copy)));
      }
    }
  }

  /** How many partitions the stream has; 0 if there is none. */
  int partitions() {
    return partitions.size();
  }

  /** The stream's records as they are to be published. */
  void publish(Publisher publisher) {
    for (int partition = 0; partition < partitions.size(); partition++) {
      for (Published record : partitions.get(partition)) {
        publisher.publish(partition, record.millis(), record.json());
      }
    }
  }

  /** Takes one record. */
  interface Publisher {
    void publish(int partition, long millis, byte[] value);
  }

  /** Whether it is a record that is later than the stream is said to be. */
  boolean isLate(DrivenReader.Emitted event) {
    return event.partition() != DrivenReader.NOWHERE
        && partitions.get(event.partition()).get((int) event.offset()).late();
  }

  long cutoffMillis() {
    return cutoff;
  }

  /** The read of the lake that was written, and of the stream, if there is one. */
  LambdaIO.Read<Event> read(Path directory, @Nullable KafkaStream stream) {
    LambdaIO.Read<Event> read =
        Lakes.read(ParquetLake.at(directory.toString()).withEventTime("event_time"))
            .withCutoff(Cutoff.at(org.joda.time.Instant.ofEpochMilli(cutoff)))
            .withLanes(lanes)
            .withMaxLead(Duration.millis(maxLead))
            .withLakeStrategy(LakeStrategy.ORDERED)
            .withGapAllowed();
    if (from != null) {
      read = read.withFrom(org.joda.time.Instant.ofEpochMilli(from));
    }
    read =
        until == null
            ? read.withUntilStreamEnd()
            : read.withUntil(org.joda.time.Instant.ofEpochMilli(until));
    return stream == null
        ? read
        : read.withStream(stream.withMaxDisorder(Duration.millis(disorder)));
  }

  /** What has to come out: the lake's events in [from, C), the stream's in [C, until). */
  List<Lakes.Timed> expected() {
    List<Lakes.Timed> expected = new ArrayList<>();
    for (StoredFile file : files) {
      for (Row row : file.rows()) {
        long millis = Math.floorDiv(row.eventTimeMicros(), 1_000);
        if ((from == null || millis >= from) && millis < lakeEnd()) {
          expected.addAll(
              Collections.nCopies(file.copies(), new Lakes.Timed(millis, Event.of(row))));
        }
      }
    }
    for (List<Published> partition : partitions) {
      for (Published record : partition) {
        if (record.millis() >= cutoff && (until == null || record.millis() < until)) {
          expected.add(new Lakes.Timed(record.millis(), record.event()));
        }
      }
    }
    return expected;
  }

  @Override
  public String toString() {
    return ("seed %d: %d files, %d partitions, span %d, from %s, cutoff %d, until %s, %d lanes, lead %d,"
            + " disorder %d")
        .formatted(
            seed,
            files.size(),
            partitions.size(),
            span,
            from,
            cutoff,
            until,
            lanes,
            maxLead,
            disorder);
  }
}
