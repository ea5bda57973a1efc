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

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where the history is: Parquet files under a directory, a glob, or a single file, on any file
 * system that Beam knows.
 */
@AutoValue
public abstract class ParquetLake implements Serializable {

  private static final long serialVersionUID = 1L;

  ParquetLake() {}

  /**
   * A lake at {@code location}: a directory (read recursively; every {@code *.parquet} file below
   * it, names that start with {@code _} or {@code .} left out), a glob, or one file.
   */
  public static ParquetLake at(String location) {
    if (location.isBlank()) {
      throw new IllegalArgumentException("Invalid lake location: '' (must name a path or glob)");
    }
    return new AutoValue_ParquetLake(location, null, EventTimeFormat.auto(), List.of(), List.of());
  }

  /** The location as it was given. */
  public abstract String location();

  /** The name of the event-time column, or null while none has been given. */
  public abstract @Nullable String eventTimeColumn();

  abstract EventTimeFormat eventTimeFormat();

  /** The columns of partition and offset, in this order; empty if footers are to be looked at. */
  abstract List<String> offsetColumns();

  /** The columns to read besides the event time; empty for all. */
  public abstract List<String> columns();

  /** The column that holds each row's event time. Required. */
  public ParquetLake withEventTime(String column) {
    return new AutoValue_ParquetLake(
        location(), column, eventTimeFormat(), offsetColumns(), columns());
  }

  /**
   * How the event-time column is to be understood. The default, {@link EventTimeFormat#auto()},
   * takes it from the column's Parquet type.
   */
  public ParquetLake withEventTime(String column, EventTimeFormat format) {
    return new AutoValue_ParquetLake(location(), column, format, offsetColumns(), columns());
  }

  /** The zone of timestamps that are not adjusted to UTC. Default: UTC. */
  public ParquetLake withZone(ZoneId zone) {
    return new AutoValue_ParquetLake(
        location(), eventTimeColumn(), eventTimeFormat().inZone(zone), offsetColumns(), columns());
  }

  /**
   * The columns that hold the partition and the offset of each row's record, for {@link
   * Cutoff#atStreamOffsets}. They are read whole when the plan is made. Offsets that Kafka does not
   * hand out (markers of transactions, records that compaction has removed) look like gaps here; in
   * a footer they do not. Default: the footers are looked at.
   */
  public ParquetLake withStreamOffsets(String partitionColumn, String offsetColumn) {
    return new AutoValue_ParquetLake(
        location(),
        eventTimeColumn(),
        eventTimeFormat(),
        List.of(partitionColumn, offsetColumn),
        columns());
  }

  /**
   * Reads only these columns; a row that is mapped has no others. The event time is read besides,
   * for the timestamp. Default: all columns.
   */
  public ParquetLake withColumns(String... columns) {
    return new AutoValue_ParquetLake(
        location(), eventTimeColumn(), eventTimeFormat(), offsetColumns(), List.of(columns));
  }

  /**
   * The Avro schemas of the rows with all their columns, each once, those of the last files by path
   * first. A file is only read when its turn comes.
   *
   * @throws PlanException if there are no files, or, when its turn comes, one cannot be read
   */
  public Stream<Schema> schemas() {
    return LakeSchemas.of(this);
  }
}
