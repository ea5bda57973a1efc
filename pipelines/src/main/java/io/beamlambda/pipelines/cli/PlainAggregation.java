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
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/**
 * What the demo's job has to find, computed in one loop over the shipped file: delays by airport of
 * origin and hour. Shares nothing with the pipeline on purpose, so that it can contradict it.
 */
final class PlainAggregation {

  private static final long MICROS_PER_HOUR = 3_600_000_000L;

  private PlainAggregation() {}

  /** An airport's hour, by its number since the epoch. */
  record Cell(String origin, long hour) implements Comparable<Cell> {

    @Override
    public int compareTo(Cell other) {
      int byOrigin = origin.compareTo(other.origin);
      return byOrigin != 0 ? byOrigin : Long.compare(hour, other.hour);
    }
  }

  /** What is known of an airport's hour. */
  record Delays(long count, long sum, long min, long max) {

    Delays plus(Delays other) {
      return new Delays(
          count + other.count, sum + other.sum, Math.min(min, other.min), Math.max(max, other.max));
    }
  }

  /** The delays of the flights with {@code fromMicros <= date < untilMicros}. */
  static Map<Cell, Delays> of(Path flights, long fromMicros, long untilMicros) throws IOException {
    Map<Cell, Delays> cells = new TreeMap<>();
    try (ParquetReader<Group> reader =
        new GroupReaderBuilder(new LocalInputFile(flights)).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        long date = row.getLong("date", 0);
        if (date >= fromMicros && date < untilMicros) {
          long delay = row.getLong("delay", 0);
          cells.merge(
              new Cell(row.getString("origin", 0), Math.floorDiv(date, MICROS_PER_HOUR)),
              new Delays(1, delay, delay, delay),
              Delays::plus);
        }
      }
    }
    return cells;
  }

  private static final class GroupReaderBuilder extends ParquetReader.Builder<Group> {

    GroupReaderBuilder(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
