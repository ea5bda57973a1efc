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
package io.beamlambda.benchmarks;

import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.TopicWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the data, always the same for the same {@link DataSpec}. */
final class DataGenerator {

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private DataGenerator() {}

  /** Writes the lake below {@code directory} and publishes the stream. Keeps a lake from before. */
  static Path generate(DataSpec spec, Path directory, String bootstrapServers) throws IOException {
    Path home = directory.resolve(spec.id());
    Path manifest = home.resolve("data-set.json");
    Instant cutoff = FROM.plus(spec.lakeSpan());
    Instant overlap = cutoff.minus(DataSpec.OVERLAP);
    List<Row> rows = rows(spec);
    List<Row> streamRows = rows.stream().filter(r -> !r.eventTime().isBefore(overlap)).toList();
    if (!Files.exists(manifest)) {
      Lake lake =
          LakeWriter.ofRows()
              .withLayout(Layout.periods(spec.filePeriod()))
              .withRowsPerRowGroup(100_000)
              .write(
                  home.resolve("lake"),
                  rows.stream().filter(row -> row.eventTime().isBefore(cutoff)).toList());
      Map<String, Map<Long, Long>> counts = counts(rows);
      new DataSet(
              lake.location(),
              spec.id(),
              cutoff.toEpochMilli(),
              cutoff.plus(DataSpec.OVERLAP).toEpochMilli(),
              lake.rows(),
              streamRows.size(),
              rows.size(),
              counts.values().stream().mapToLong(Map::size).sum(),
              checksum(counts))
          .write(manifest);
    }
    TopicWriter.ofRows().write(bootstrapServers, spec.id(), streamRows);
    return manifest;
  }

  private static List<Row> rows(DataSpec spec) {
    Duration span = spec.lakeSpan().plus(DataSpec.OVERLAP);
    long all = (long) spec.rows() * span.toMillis() / spec.lakeSpan().toMillis();
    return Row.generate(Math.toIntExact(all), FROM, span, spec.keys(), 20260101);
  }

  private static Map<String, Map<Long, Long>> counts(List<Row> rows) {
    Map<String, Map<Long, Long>> counts = new HashMap<>();
    for (Row row : rows) {
      long millis = Math.floorDiv(row.eventTimeMicros(), 1_000L);
      long windowEnd = (Math.floorDiv(millis, HOUR_MILLIS) + 1) * HOUR_MILLIS;
      counts
          .computeIfAbsent(row.key(), key -> new HashMap<>())
          .merge(windowEnd, 1L, Math::addExact);
    }
    return counts;
  }

  private static long checksum(Map<String, Map<Long, Long>> counts) {
    long checksum = 0;
    for (Map.Entry<String, Map<Long, Long>> ofKey : counts.entrySet()) {
      for (Map.Entry<Long, Long> ofHour : ofKey.getValue().entrySet()) {
        checksum += Checksum.of(ofKey.getKey(), ofHour.getKey(), ofHour.getValue());
      }
    }
    return checksum;
  }
}
