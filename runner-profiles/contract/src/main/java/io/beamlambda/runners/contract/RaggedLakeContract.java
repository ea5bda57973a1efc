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
package io.beamlambda.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.RowOrder;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.fixtures.WindowResult;
import io.beamlambda.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lake whose last hours are not complete, and a stream that lacks some of them, too: together
 * they have every event, and what both have counts once.
 */
public abstract class RaggedLakeContract {

  private static final Instant FROM = Instant.parse("2001-02-27T00:00:00Z");
  private static final Instant CUTOFF = Instant.parse("2001-03-01T00:00:00Z");
  private static final Duration OVERLAP = Duration.ofHours(6);
  private static final Duration SPAN = Duration.ofDays(3);
  private static final int ROWS = 6_000;

  @TempDir Path directory;

  /** For subclasses. */
  protected RaggedLakeContract() {}

  @Test
  void whatBothHaveInTheOverlapCountsOnce() throws Exception {
    List<Row> all = rows();
    List<Row> lakeRows = new ArrayList<>();
    List<Row> streamRows = new ArrayList<>();
    deal(all, lakeRows, streamRows);
    Lake lake =
        LakeWriter.ofRows()
            .withLayout(Layout.hiveDays())
            .withRowOrder(RowOrder.SHUFFLED)
            .withRowsPerRowGroup(400)
            .write(directory.resolve("lake"), lakeRows);
    String output = "jdbc:sqlite:" + directory.resolve("results.db");
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      TopicWriter.ofRows()
          .withPartitions(3)
          .withDisorder(Duration.ofMinutes(5))
          .write(kafka.bootstrapServers(), "rows", streamRows);

      CommandLine.run(
          "aggregate",
          List.of(
              "--lake=" + lake.location(),
              "--eventTimeField=event_time",
              "--bootstrapServers=" + kafka.bootstrapServers(),
              "--topic=rows",
              "--cutoff=" + CUTOFF,
              "--overlap=" + OVERLAP,
              "--recordId=value",
              "--maxDisorder=PT5M",
              "--until=stream-end",
              "--key=key",
              "--value=value",
              "--window=fixed:PT1H",
              "--lanes=2",
              "--output=" + output));
    }

    assertThat(WindowResults.read(output)).isEqualTo(expected(all));
  }

  /** Values are the rows' numbers: no two are equal. */
  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Row row : Row.generate(ROWS, FROM, SPAN, 4, 5)) {
      rows.add(new Row(row.eventTimeMicros(), row.key(), rows.size()));
    }
    return rows;
  }

  /** In the overlap a third is in the lake only, a third in the stream only, a third in both. */
  private static void deal(List<Row> all, List<Row> lake, List<Row> stream) {
    Random random = new Random(7);
    for (Row row : all) {
      boolean before = row.eventTime().isBefore(CUTOFF.minus(OVERLAP));
      boolean behind = !row.eventTime().isBefore(CUTOFF);
      int third = random.nextInt(3);
      if (before || (!behind && third != 0)) {
        lake.add(row);
      }
      if (behind || (!before && third != 1)) {
        stream.add(row);
      }
    }
    // What the stream has from before the overlap is the lake's.
    stream.addAll(
        0,
        all.stream()
            .filter(row -> row.eventTime().isBefore(CUTOFF.minus(OVERLAP)))
            .skip(3_000)
            .toList());
  }

  /** Every row once, by plain loops. */
  private static List<WindowResult> expected(List<Row> rows) {
    Map<List<Object>, WindowResult> results = new HashMap<>();
    for (Row row : rows) {
      long hour = Duration.ofHours(1).toMillis();
      long start = Math.floorDiv(row.eventTime().toEpochMilli(), hour) * hour;
      results.merge(
          List.of(row.key(), start),
          new WindowResult(
              row.key(),
              Instant.ofEpochMilli(start),
              Instant.ofEpochMilli(start + hour),
              1,
              row.value(),
              row.value(),
              row.value()),
          (a, b) ->
              new WindowResult(
                  a.key(),
                  a.windowStart(),
                  a.windowEnd(),
                  a.count() + b.count(),
                  a.sum() + b.sum(),
                  Math.min(a.min(), b.min()),
                  Math.max(a.max(), b.max())));
    }
    return results.values().stream().sorted().toList();
  }
}
