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
package io.beamlambda.runners.contract;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.fixtures.Duck;
import io.beamlambda.fixtures.WindowResult;
import io.beamlambda.pipelines.Result;
import io.beamlambda.pipelines.Results;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code aggregate} has written, and what SQL finds, in the same form. */
final class WindowResults {

  private WindowResults() {}

  /** The final values in an output, sorted. */
  static List<WindowResult> read(String output) {
    return Results.read(output).stream().map(WindowResults::windowResult).sorted().toList();
  }

  /** What SQL finds for a window as the command line names it. */
  static List<WindowResult> expected(Duck.Events events, String window) throws SQLException {
    try (Duck duck = Duck.open()) {
      return switch (window) {
        case "fixed:PT1H" -> duck.fixed(events, Duration.ofHours(1));
        case "sliding:P7D/P1D" -> duck.sliding(events, Duration.ofDays(7), Duration.ofDays(1));
        case "sessions:PT3H" -> duck.sessions(events, Duration.ofHours(3));
        default -> throw new IllegalArgumentException("No SQL for " + window);
      };
    }
  }

  /** That both are the same; of a quarter million windows, only what is wrong is told. */
  static void assertExact(List<WindowResult> results, List<WindowResult> expected) {
    List<WindowResult> missing = without(expected, results);
    List<WindowResult> wrong = without(results, expected);
    assertThat(missing.isEmpty() && wrong.isEmpty())
        .as(
            "%d of %d windows are wrong.%nSQL has %d events in them, the results %d.%n"
                + "Windows by start: %s%nExpected: %s%nFound: %s",
            Math.max(missing.size(), wrong.size()),
            expected.size(),
            events(missing),
            events(wrong),
            byStart(missing),
            first(missing),
            first(wrong))
        .isTrue();
  }

  private static List<WindowResult> without(List<WindowResult> some, List<WindowResult> others) {
    Set<WindowResult> known = new HashSet<>(others);
    return some.stream()
        .filter(result -> !known.contains(result))
        .sorted(Comparator.comparing(WindowResult::windowStart).thenComparing(WindowResult::key))
        .toList();
  }

  private static long events(List<WindowResult> results) {
    return results.stream().mapToLong(WindowResult::count).sum();
  }

  private static Map<Instant, Long> byStart(List<WindowResult> results) {
    return results.stream()
        .collect(groupingBy(WindowResult::windowStart, TreeMap::new, counting()));
  }

  private static List<WindowResult> first(List<WindowResult> results) {
    return results.subList(0, Math.min(20, results.size()));
  }

  private static WindowResult windowResult(Result result) {
    List<@Nullable Number> values = result.values();
    return new WindowResult(
        result.key(),
        Instant.ofEpochMilli(result.windowStart().getMillis()),
        Instant.ofEpochMilli(result.windowEnd().getMillis()),
        number(values, 0),
        number(values, 1),
        number(values, 2),
        number(values, 3));
  }

  private static long number(List<@Nullable Number> values, int index) {
    Number value = values.get(index);
    assertThat(value).isInstanceOf(Long.class);
    return ((Long) Objects.requireNonNull(value)).longValue();
  }
}
