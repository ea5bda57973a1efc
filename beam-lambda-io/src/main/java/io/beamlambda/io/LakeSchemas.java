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

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;

/** The Avro schemas of a lake's rows. */
final class LakeSchemas {

  /** Where Avro's Parquet writer keeps the schema that it was given. */
  private static final String WRITTEN_SCHEMA = "parquet.avro.schema";

  private LakeSchemas() {}

  static Stream<Schema> of(ParquetLake lake) {
    List<LakeFile> files = LakeFiles.list(lake.location());
    Collections.reverse(files);
    return files.stream().map(LakeSchemas::of).distinct();
  }

  private static Schema of(LakeFile file) {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader reader =
        ParquetFileReader.open(new BeamInputFile(LakeFiles.find(file)), options)) {
      FileMetaData metadata = reader.getFileMetaData();
      String written = metadata.getKeyValueMetaData().get(WRITTEN_SCHEMA);
      return written == null ? converted(metadata) : new Schema.Parser().parse(written);
    } catch (IOException | RuntimeException e) {
      throw LakeSurvey.unreadable(file, e);
    }
  }

  private static Schema converted(FileMetaData metadata) {
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroReadSupport.READ_INT96_AS_FIXED, true);
    return new AvroSchemaConverter(configuration).convert(metadata.getSchema());
  }
}
