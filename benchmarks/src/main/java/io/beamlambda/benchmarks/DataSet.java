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

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data that has been generated, and what the job must make of it.
 *
 * @param lake the directory with the lake
 * @param topic the topic with the stream
 * @param cutoffMillis where the stream takes over
 * @param endMillis the first instant after the last event
 * @param lakeRows the rows of the lake
 * @param rows the events of lake and stream, those in both counted once
 * @param streamRows the records of the topic, the overlap included
 * @param results how many keys and hours have events
 * @param checksum the {@link Checksum} of all results
 */
public record DataSet(
    String lake,
    String topic,
    long cutoffMillis,
    long endMillis,
    long lakeRows,
    long streamRows,
    long rows,
    long results,
    long checksum) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static DataSet read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), DataSet.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Path file) throws IOException {
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
  }
}
