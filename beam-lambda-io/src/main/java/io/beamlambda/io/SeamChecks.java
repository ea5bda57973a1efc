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

import java.util.ArrayList;
import java.util.List;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Checks that lake and stream meet at the cutoff, so that no event falls between them. */
final class SeamChecks {

  /** Nothing for this long on either side of the cutoff is taken as a quiet time, not as a gap. */
  static final Duration QUIET = Duration.standardHours(1);

  private final Instant cutoff;
  private final Instant lakeEnd;
  private final boolean gapAllowed;
  private final List<PlanCheck> checks = new ArrayList<>();

  SeamChecks(Instant cutoff, Instant lakeEnd, boolean gapAllowed) {
    this.cutoff = cutoff;
    this.lakeEnd = lakeEnd;
    this.gapAllowed = gapAllowed;
  }

  /**
   * Runs the checks.
   *
   * @throws PlanException if events may be missing between lake and stream, unless that is allowed
   */
  List<PlanCheck> run(StreamSurvey stream) {
    lakeReachesCutoff();
    streamCoversCutoff(stream);
    return checks;
  }

  private void lakeReachesCutoff() {
    if (lakeEnd.isBefore(cutoff.minus(QUIET))) {
      gap(
          "lake-end",
          ("The lake ends at %s, before the cutoff %s: events in between would be read from neither"
                  + " side; move the cutoff to the lake's end, or allow the gap")
              .formatted(lakeEnd, cutoff));
    } else {
      checks.add(
          PlanCheck.passed("lake-end", "The lake reaches the cutoff: it ends at " + lakeEnd));
    }
  }

  private void streamCoversCutoff(StreamSurvey stream) {
    long first = Long.MAX_VALUE;
    for (StreamSurvey.Partition partition : stream.partitions()) {
      Long firstEvent = partition.firstEventMillis();
      if (firstEvent == null) {
        continue;
      }
      first = Math.min(first, firstEvent);
      if (partition.hasExpired() && firstEvent > cutoff.getMillis()) {
        gap(
            "stream-start",
            ("Partition %d of the stream starts at %s, after the cutoff %s, and older records have"
                    + " expired: events in between may be lost; use a later cutoff that the lake"
                    + " reaches, or allow the gap")
                .formatted(partition.partition(), Instant.ofEpochMilli(firstEvent), cutoff));
        return;
      }
    }
    if (first == Long.MAX_VALUE) {
      checks.add(
          PlanCheck.warning("stream-start", "The stream is empty: nothing shows where it starts"));
    } else if (first > cutoff.getMillis() + QUIET.getMillis()) {
      gap(
          "stream-start",
          ("The stream starts at %s, after the cutoff %s: events in between would be read from"
                  + " neither side; use a later cutoff that the lake reaches, or allow the gap")
              .formatted(Instant.ofEpochMilli(first), cutoff));
    } else if (first > cutoff.getMillis()) {
      checks.add(
          PlanCheck.warning(
              "overlap",
              ("Lake and stream do not overlap: the stream starts at %s, after the cutoff %s, so"
                      + " nothing shows that no event is missing")
                  .formatted(Instant.ofEpochMilli(first), cutoff)));
    } else {
      checks.add(
          PlanCheck.passed(
              "overlap",
              "The stream covers the cutoff: it starts at " + Instant.ofEpochMilli(first)));
    }
  }

  private void gap(String name, String sentence) {
    if (!gapAllowed) {
      throw new PlanException(sentence);
    }
    checks.add(PlanCheck.warning(name, sentence + " (allowed)"));
  }
}
