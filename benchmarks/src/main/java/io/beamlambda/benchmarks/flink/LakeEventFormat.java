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
package io.beamlambda.benchmarks.flink;

import io.beamlambda.benchmarks.Probe;
import java.io.IOException;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.formats.parquet.avro.AvroParquetReaders;
import org.jspecify.annotations.Nullable;

/** Reads events from the lake: Flink's own Avro reader, with the two columns that the job needs. */
final class LakeEventFormat implements StreamFormat<Event> {

  private static final long serialVersionUID = 1L;

  private final StreamFormat<GenericRecord> rows =
      AvroParquetReaders.forGenericRecord(
          SchemaBuilder.record("event")
              .fields()
              .optionalLong("event_time")
              .optionalString("key")
              .endRecord());

  @Override
  public Reader<Event> createReader(
      Configuration config, FSDataInputStream stream, long fileLength, long splitEnd)
      throws IOException {
    return new EventReader(rows.createReader(config, stream, fileLength, splitEnd));
  }

  @Override
  public Reader<Event> restoreReader(
      Configuration config,
      FSDataInputStream stream,
      long restoredOffset,
      long fileLength,
      long splitEnd)
      throws IOException {
    return new EventReader(
        rows.restoreReader(config, stream, restoredOffset, fileLength, splitEnd));
  }

  @Override
  public boolean isSplittable() {
    return rows.isSplittable();
  }

  @Override
  public TypeInformation<Event> getProducedType() {
    return TypeInformation.of(Event.class);
  }

  private record EventReader(Reader<GenericRecord> rows) implements Reader<Event> {

    @Override
    public @Nullable Event read() throws IOException {
      GenericRecord row = rows.read();
      if (row == null) {
        return null;
      }
      Probe.lakeRow();
      return Event.of(row.get("key").toString(), (Long) row.get("event_time") / 1_000);
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
