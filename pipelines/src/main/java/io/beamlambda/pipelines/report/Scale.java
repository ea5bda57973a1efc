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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * An axis: from where to where it goes, in which unit, and what is written beside it.
 *
 * @param unit what the numbers at the ticks are
 * @param ticks in ascending order
 */
record Scale(double min, double max, String unit, List<Tick> ticks) {

  /** A value with what is written beside it. */
  record Tick(double value, String label) {}

  static final double HEADROOM = 1.08;

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** Steps between ticks of time that people count by. */
  private static final long[] STEPS = {
    SECOND / 10,
    SECOND / 5,
    SECOND / 2,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    20 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    20 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    5 * DAY,
    10 * DAY,
    20 * DAY,
    50 * DAY,
    100 * DAY,
    200 * DAY,
    500 * DAY,
    1000 * DAY,
    2000 * DAY,
    5000 * DAY
  };

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HOUR_OF_DAY =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECOND_OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A duration from zero on; values are milliseconds. */
  static Scale duration(long maxMillis, int intervals) {
    long max = Math.max(maxMillis, 1);
    long step = step(max, intervals);
    long unit = step < MINUTE ? SECOND : step < HOUR ? MINUTE : step < DAY ? HOUR : DAY;
    String name = unit == SECOND ? "s" : unit == MINUTE ? "min" : unit == HOUR ? "h" : "days";
    return new Scale(0, max, name, ticks(0, max, step, millis -> plain((double) millis / unit)));
  }

  /** Event time; values are epoch millis. */
  static Scale eventTime(long min, long max, int intervals) {
    long span = Math.max(1, max - min);
    long step = step(span, intervals);
    DateTimeFormatter format =
        step % DAY == 0 ? DATE : step >= MINUTE ? HOUR_OF_DAY : SECOND_OF_DAY;
    return new Scale(
        min,
        min + span,
        "UTC",
        ticks(min, min + span, step, millis -> format.format(Instant.ofEpochMilli(millis))));
  }

  /** A number from zero on. */
  static Scale count(double max, int intervals, String unit) {
    // A line along the upper edge would run into its label.
    double top = Math.max(max * HEADROOM, 1);
    double power = Math.pow(10, Math.floor(Math.log10(top / intervals)));
    double step = power;
    for (double factor : new double[] {1, 2, 5, 10}) {
      step = Math.max(1, factor * power);
      if (top / step <= intervals) {
        break;
      }
    }
    long whole = Math.round(step);
    return new Scale(0, top, unit, ticks(0, (long) Math.floor(top), whole, Scale::shortened));
  }

  private static long step(long span, int intervals) {
    return LongStream.of(STEPS)
        .filter(step -> span / step < intervals)
        .findFirst()
        .orElse(STEPS[STEPS.length - 1]);
  }

  private static List<Tick> ticks(long min, long max, long step, LongFunction<String> label) {
    List<Tick> ticks = new ArrayList<>();
    for (long at = -Math.floorDiv(-min, step) * step; at <= max; at += step) {
      ticks.add(new Tick(at, label.apply(at)));
    }
    return ticks;
  }

  private static String shortened(long number) {
    if (number >= 1_000_000) {
      return plain(number / 1e6) + "M";
    }
    return number >= 1_000 ? plain(number / 1e3) + "k" : Long.toString(number);
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.format(Locale.ROOT, "%.1f", number);
  }

  /** Where a value lies between the beginning (0) and the end (1). */
  double share(double value) {
    return Math.min(1, Math.max(0, (value - min) / (max - min)));
  }

  /** For the axis of time since the start. */
  static Scale elapsed(Duration duration, int intervals) {
    return duration(duration.toMillis(), intervals);
  }
}
