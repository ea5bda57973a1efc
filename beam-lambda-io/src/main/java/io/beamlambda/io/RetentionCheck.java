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

import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Checks that the stream keeps what the plan needs of it for twice as long as it takes to read the
 * lake: until then nobody reads the stream.
 */
final class RetentionCheck {

  /** The estimate is a rough one. */
  private static final int TIMES = 2;

  private static final String NAME = "retention";

  private final Instant now;
  private final long lakeRows;
  private final long rowsPerSecond;

  RetentionCheck(Instant now, long lakeRows, long rowsPerSecond) {
    this.now = now;
    this.lakeRows = lakeRows;
    this.rowsPerSecond = rowsPerSecond;
  }

  /**
   * When the first of the records expires that the plan needs, in epoch millis, as far as known.
   */
  static long expiresAtMillis(StreamSurvey survey) {
    Retention retention = survey.retention();
    if (retention == null || retention.millis() == Retention.FOR_EVER) {
      return Retention.FOR_EVER;
    }
    return survey.partitions().stream()
        .map(StreamSurvey.Partition::startTimestamp)
        .filter(timestamp -> timestamp != null)
        .mapToLong(timestamp -> timestamp + retention.millis())
        .min()
        .orElse(Retention.FOR_EVER);
  }

  PlanCheck run(StreamSurvey survey) {
    Retention retention = survey.retention();
    if (retention == null) {
      return PlanCheck.warning(
          NAME,
          "Kafka does not say how long it keeps the topic's records (this user may not ask for it): see to it that it keeps them until the lake has been read, which takes about %s at %,d rows/s"
              .formatted(words(drain()), rowsPerSecond));
    }
    if (retention.bySize()) {
      return PlanCheck.warning(
          NAME,
          "The topic drops records when it gets too large (retention.bytes): nobody can say whether it keeps those of the seam until the lake has been read, which takes about %s at %,d rows/s"
              .formatted(words(drain()), rowsPerSecond));
    }
    long expires = expiresAtMillis(survey);
    if (expires == Retention.FOR_EVER) {
      return PlanCheck.passed(
          NAME,
          "The stream keeps what the plan needs; the lake takes about %s to read at %,d rows/s"
              .formatted(words(drain()), rowsPerSecond));
    }
    Duration left = new Duration(now.getMillis(), Math.max(now.getMillis(), expires));
    if (left.getMillis() < TIMES * drain().getMillis() || left.getMillis() == 0) {
      return PlanCheck.warning(
          NAME,
          "The stream's records at the seam expire at %s, in %s, and the lake takes about %s to read at %,d rows/s: let the topic keep its records for longer (retention.ms is %,d), or move the cutoff to a later time"
              .formatted(
                  Instant.ofEpochMilli(expires),
                  words(left),
                  words(drain()),
                  rowsPerSecond,
                  retention.millis()));
    }
    return PlanCheck.passed(
        NAME,
        "The stream keeps what the plan needs until %s, for %s; the lake takes about %s to read at %,d rows/s"
            .formatted(Instant.ofEpochMilli(expires), words(left), words(drain()), rowsPerSecond));
  }

  private Duration drain() {
    return Duration.millis(lakeRows * 1_000 / rowsPerSecond);
  }

  private static String words(Duration duration) {
    long seconds = duration.getStandardSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7_200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " days";
  }
}
