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

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.api.ReadSupport.ReadContext;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * One open Parquet file, of which one row group is read at a time. Not safe for use by several
 * threads.
 */
final class ParquetFile implements Closeable {

  private final LakeFile file;
  private final BeamInputFile input;
  private final ParquetFileReader reader;
  private final EventTimeColumn eventTime;

  private ParquetFile(
      LakeFile file, BeamInputFile input, ParquetFileReader reader, EventTimeColumn eventTime) {
    this.file = file;
    this.input = input;
    this.reader = reader;
    this.eventTime = eventTime;
  }

  /**
   * Opens a file and finds its event-time column.
   *
   * @throws PlanException if the file has no such column
   * @throws IOException if the file cannot be read or is not Parquet
   */
  static ParquetFile open(FoundFile file, LakeSpec spec) throws IOException {
    // A plain configuration and options of its own: loading Hadoop's takes milliseconds per file,
    // and options shared by concurrent readers share a decompressor.
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    BeamInputFile input = new BeamInputFile(file);
    ParquetFileReader reader = ParquetFileReader.open(input, options);
    try {
      return new ParquetFile(
          file.file(),
          input,
          reader,
          EventTimeColumn.resolve(
              reader.getFileMetaData().getSchema(),
              spec.eventTimeColumn(),
              spec.eventTimeFormat(),
              file.file().path()));
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** Whether this is what was opened, as far as a store can tell. */
  boolean isStill(LakeFile now) {
    boolean told = now.lastModifiedMillis() != 0 || now.checksum() != null;
    return told && file.equals(now);
  }

  /** Lets go of the store until something is read again; the footer stays known. */
  void release() throws IOException {
    input.release();
  }

  EventTimeColumn eventTime() {
    return eventTime;
  }

  MessageType schema() {
    return reader.getFileMetaData().getSchema();
  }

  List<BlockMetaData> rowGroups() {
    return reader.getFooter().getBlocks();
  }

  /** The event times of a row group, in row order; {@link EventTimeColumn#MISSING} for nulls. */
  long[] eventTimes(int rowGroup) throws IOException {
    return values(rowGroup, eventTime.descriptor().getPath(), eventTime::read);
  }

  /** What the footer says besides the schema. */
  Map<String, String> footer() {
    return reader.getFileMetaData().getKeyValueMetaData();
  }

  /**
   * The values of a column of whole numbers, in row order.
   *
   * @throws PlanException if there is no such column, or a row has no value in it
   */
  long[] numbers(int rowGroup, String name, LakeFile file) throws IOException {
    String[] path = name.split("\\.", -1);
    if (!schema().containsPath(path)) {
      throw new PlanException(
          "No column '%s' in %s: name the columns that hold partition and offset"
              .formatted(name, file.path()));
    }
    ColumnDescriptor descriptor = schema().getColumnDescription(path);
    PrimitiveTypeName type = descriptor.getPrimitiveType().getPrimitiveTypeName();
    if (type != PrimitiveTypeName.INT32 && type != PrimitiveTypeName.INT64) {
      throw new PlanException(
          "Cannot use column '%s' of %s for the stream's offsets: its type is %s; expected whole numbers"
              .formatted(name, file.path(), type));
    }
    return values(
        rowGroup,
        path,
        column -> {
          if (column.getCurrentDefinitionLevel() < descriptor.getMaxDefinitionLevel()) {
            throw new PlanException(
                "A row of row group %d of %s has no value in column '%s'; every row of the lake needs its partition and offset"
                    .formatted(rowGroup, file.path(), name));
          }
          return type == PrimitiveTypeName.INT32 ? column.getInteger() : column.getLong();
        });
  }

  /** One column of a row group, in row order. */
  private long[] values(int rowGroup, String[] path, ToLongFunction<ColumnReader> value)
      throws IOException {
    MessageType onlyThis = new ColumnProjection(schema()).keep(path);
    reader.setRequestedSchema(onlyThis);
    try (PageReadStore pages = reader.readRowGroup(rowGroup)) {
      ColumnReader column =
          new ColumnReadStoreImpl(
                  pages,
                  new DummyRecordConverter(onlyThis).getRootConverter(),
                  onlyThis,
                  createdBy())
              .getColumnReader(onlyThis.getColumnDescription(path));
      long[] values = new long[Math.toIntExact(pages.getRowCount())];
      for (int row = 0; row < values.length; row++) {
        values[row] = value.applyAsLong(column);
        column.consume();
      }
      return values;
    }
  }

  /**
   * The rows of a row group, in row order, with the columns asked for. All of them are read from
   * the file at once, and the event times among them are at hand for {@link #eventTimes}.
   */
  RecordReader<GenericRecord> rows(int rowGroup, List<String> columns) throws IOException {
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroReadSupport.READ_INT96_AS_FIXED, true);
    configuration.setBoolean(AvroReadSupport.AVRO_COMPATIBILITY, false);
    Map<String, String> metadata = reader.getFileMetaData().getKeyValueMetaData();
    MessageType requested =
        columns.isEmpty() ? schema() : new ColumnProjection(schema()).keepAll(columns);
    AvroReadSupport<GenericRecord> support = new AvroReadSupport<>(GenericData.get());
    ReadContext context = new ReadContext(requested, Map.of());
    reader.setRequestedSchema(requested);
    rememberEventTimes(rowGroup);
    RecordMaterializer<GenericRecord> materializer =
        support.prepareForRead(configuration, metadata, schema(), context);
    return new ColumnIOFactory(createdBy())
        .getColumnIO(requested, schema(), true)
        .getRecordReader(reader.readRowGroup(rowGroup), materializer, FilterCompat.NOOP);
  }

  private void rememberEventTimes(int rowGroup) {
    ColumnPath path = ColumnPath.get(eventTime.descriptor().getPath());
    for (ColumnChunkMetaData chunk : rowGroups().get(rowGroup).getColumns()) {
      if (chunk.getPath().equals(path) && chunk.getTotalSize() <= Integer.MAX_VALUE) {
        input.remember(chunk.getStartingPos(), (int) chunk.getTotalSize());
      }
    }
  }

  private String createdBy() {
    return reader.getFileMetaData().getCreatedBy();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
