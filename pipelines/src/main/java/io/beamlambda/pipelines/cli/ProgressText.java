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

import io.beamlambda.io.ReadProgress;
import io.beamlambda.io.ReadProgress.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/** Where a read stands, in one line. */
final class ProgressText {

  private ProgressText() {}

  static String of(ReadProgress read, Duration elapsed) {
    Phase phase = read.phase();
    long rows = read.lakeRows() + read.streamRows();
    List<String> parts = new ArrayList<>();
    if (read.isDistributed() && !read.isFollowed()) {
      return format("no news of all readers yet · %d s", elapsed.toSeconds());
    }
    parts.add(phase.name().toLowerCase(Locale.ROOT));
    if (!read.isDistributed()) {
      parts.add(lake(read, phase));
      parts.add(format("stream %,d rows", read.streamRows()));
    }
    Instant eventTime = read.eventTime();
    if (phase != Phase.DONE
        && eventTime.isAfter(BoundedWindow.TIMESTAMP_MIN_VALUE)
        && eventTime.isBefore(BoundedWindow.TIMESTAMP_MAX_VALUE)) {
      parts.add("event time " + eventTime);
      parts.add("lead " + Duration.ofMillis(read.lead().getMillis()));
    }
    parts.add(format("%d s", elapsed.toSeconds()));
    if (elapsed.toMillis() > 0 && !read.isDistributed()) {
      parts.add(format("%,d rows/s", rows * 1000 / elapsed.toMillis()));
    }
    return String.join(" · ", parts);
  }

  private static String lake(ReadProgress read, Phase phase) {
    long total = read.plan().lakeRows();
    return phase == Phase.BOOTSTRAP && total > 0
        ? format(
            "lake %d%% (%,d rows)", Math.min(100, read.lakeRows() * 100 / total), read.lakeRows())
        : format("lake %,d rows", read.lakeRows());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
