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

import java.time.Duration;
import java.util.Locale;

/**
 * What data a benchmark reads: events spread evenly over the lake, and two hours of stream, the
 * first of which the lake has, too.
 *
 * @param rows the rows of the lake
 * @param keys how many keys they have
 * @param filePeriod how much event time one file of the lake holds
 * @param lakeSpan the event time that the lake spans
 */
public record DataSpec(int rows, int keys, Duration filePeriod, Duration lakeSpan) {

  /** The event time that lake and stream have in common, and the stream alone after it. */
  static final Duration OVERLAP = Duration.ofHours(1);

  /** A name for a directory and a topic: the same for the same data. */
  String id() {
    return "rows-%d-keys-%d-files-%s-of-%s"
        .formatted(rows, keys, filePeriod, lakeSpan)
        .toLowerCase(Locale.ROOT);
  }
}
