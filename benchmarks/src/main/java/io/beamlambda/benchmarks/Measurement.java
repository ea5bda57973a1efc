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
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What one run of one job took.
 *
 * @param wrong what is wrong with the results; empty if they are right. A run with wrong results
 *     measures nothing.
 * @param rowsPerSecond events per second, from the first row read to the last result
 * @param seconds from the first row read to the last result
 * @param startSeconds from the start of the job to the first row read: planning, start of the
 *     engine
 * @param firstOnTimeSeconds from the first row read to the first on-time result; NaN if there was
 *     none
 * @param lakeShareAtFirstOnTime the share of the lake, 0 to 1, read until then
 * @param peakHeapMegabytes the largest live heap, in millions of bytes
 */
public record Measurement(
    String wrong,
    double rowsPerSecond,
    double seconds,
    double startSeconds,
    double firstOnTimeSeconds,
    double lakeShareAtFirstOnTime,
    double peakHeapMegabytes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Measurement failed(String reason) {
    return new Measurement(
        reason, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  static Measurement read(Path file) throws IOException {
    return JSON.readValue(Files.readString(file), Measurement.class);
  }

  void write(Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(this));
  }
}
