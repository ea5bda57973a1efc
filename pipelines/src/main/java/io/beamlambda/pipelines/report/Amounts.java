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
package io.beamlambda.pipelines.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers, durations and instants as people read them. */
final class Amounts {

  static final String NOT_KNOWN = "not known";

  private static final DateTimeFormatter TO_THE_MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Amounts() {}

  static String count(@Nullable Long value) {
    return value == null ? NOT_KNOWN : String.format(Locale.ROOT, "%,d", value);
  }

  static String minute(@Nullable Long epochMillis) {
    return epochMillis == null
        ? NOT_KNOWN
        : TO_THE_MINUTE.format(Instant.ofEpochMilli(epochMillis));
  }

  static String second(Instant instant) {
    return TO_THE_SECOND.format(instant) + " UTC";
  }

  static String duration(@Nullable Long millis) {
    return millis == null ? NOT_KNOWN : duration(Duration.ofMillis(millis));
  }

  static String duration(Duration duration) {
    if (duration.toMinutes() < 1) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (duration.toHours() < 1) {
      return "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
    if (duration.toDays() < 1) {
      return "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
    return "%d d %02d h".formatted(duration.toDays(), duration.toHoursPart());
  }
}
