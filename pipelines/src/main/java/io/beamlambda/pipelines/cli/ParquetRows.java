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

import io.beamlambda.pipelines.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/**
 * The rows of local Parquet files: one file, or all below a directory in the order of their names.
 */
final class ParquetRows {

  private static final String SUFFIX = ".parquet";

  private final List<Path> files;

  private ParquetRows(List<Path> files) {
    this.files = files;
  }

  static ParquetRows at(Path location) {
    if (!Files.exists(location)) {
      throw new UsageException("No Parquet file or directory at " + location);
    }
    try (Stream<Path> found = Files.walk(location)) {
      List<Path> files =
          found
              .filter(Files::isRegularFile)
              .filter(path -> path.equals(location) || path.toString().endsWith(SUFFIX))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new UsageException("No file below %s ends in %s".formatted(location, SUFFIX));
      }
      return new ParquetRows(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema of the first file. */
  MessageType schema() {
    Path file = files.get(0);
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new LocalInputFile(file),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      return reader.getFileMetaData().getSchema();
    } catch (IOException | RuntimeException e) {
      throw new UsageException("Cannot read %s as Parquet: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** What is done with a row, which is the receiver's own. */
  @FunctionalInterface
  interface Receiver {
    void accept(GenericRecord row) throws IOException;
  }

  /** Hands over every row. */
  void forEach(Receiver receiver) throws IOException {
    for (Path file : files) {
      // One configuration per reader: readers must not share it.
      ParquetConfiguration configuration = new PlainParquetConfiguration();
      configuration.setBoolean(AvroReadSupport.READ_INT96_AS_FIXED, true);
      try (ParquetReader<GenericRecord> reader =
          AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file), configuration)
              .withDataModel(GenericData.get())
              .build()) {
        for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
          receiver.accept(row);
        }
      }
    }
  }
}
