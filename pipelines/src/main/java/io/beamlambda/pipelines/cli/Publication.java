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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be published: rows as encoded values in the order of their event time, as they would
 * have arrived. Rows of the same time keep the order of the files. All of it is held in memory.
 *
 * @param events the records-to-be
 * @param withoutEventTime rows that are left out because their event-time column is null
 */
record Publication(List<Event> events, long withoutEventTime) {

  /** One record-to-be. */
  record Event(long millis, byte[] value) {}

  /** The rows whose event time lies in {@code [from, until)}; null for no bound. */
  static Publication of(
      ParquetRows rows,
      EventTimes eventTimes,
      RowEncoder encoder,
      @Nullable Instant from,
      @Nullable Instant until)
      throws IOException {
    List<Event> events = new ArrayList<>();
    long[] missing = {0};
    rows.forEach(
        row -> {
          Instant time = eventTimes.of(row);
          if (time == null) {
            missing[0]++;
          } else if ((from == null || !time.isBefore(from))
              && (until == null || time.isBefore(until))) {
            events.add(new Event(time.toEpochMilli(), encoder.encode(row, time)));
          }
        });
    events.sort(Comparator.comparingLong(Event::millis));
    return new Publication(events, missing[0]);
  }
}
