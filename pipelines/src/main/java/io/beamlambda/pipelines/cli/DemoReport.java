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

import io.beamlambda.pipelines.Result;
import io.beamlambda.pipelines.Results;
import io.beamlambda.pipelines.cli.PlainAggregation.Cell;
import io.beamlambda.pipelines.cli.PlainAggregation.Delays;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.ExitCode;

/** What the demo's job has found, and whether it is right. */
final class DemoReport {

  private static final int TOP = 5;
  private static final int SHOWN_DIFFERENCES = 20;
  private static final Duration HOUR = Duration.ofHours(1);

  private final String output;
  private final DemoFlights flights;
  private final PrintWriter out;
  private String verdict = "Not verified.";

  DemoReport(String output, DemoFlights flights, PrintWriter out) {
    this.output = output;
    this.flights = flights;
    this.out = out;
  }

  /** Prints the report; returns the exit code, 1 if a window is wrong, missing or too many. */
  int print() throws IOException {
    Map<Cell, Delays> expected =
        PlainAggregation.of(flights.shipped(), micros(DemoFlights.FROM), micros(DemoFlights.UNTIL));
    List<String> differences = new ArrayList<>();
    Map<Cell, Delays> found = found(differences);
    Set<Cell> cells = new TreeSet<>(expected.keySet());
    cells.addAll(found.keySet());
    for (Cell cell : cells) {
      Delays right = expected.get(cell);
      Delays actual = found.get(cell);
      if (right == null || !right.equals(actual)) {
        differences.add(describe(cell) + ": expected " + right + ", found " + actual);
      }
    }
    printTop(found);
    out.println();
    if (!differences.isEmpty()) {
      differences.stream().limit(SHOWN_DIFFERENCES).forEach(out::println);
      verdict =
          String.format(
              Locale.ROOT,
              "WRONG: %,d differences to a plain computation of %,d windows.",
              differences.size(),
              expected.size());
      out.println(verdict);
      out.flush();
      return ExitCode.SOFTWARE;
    }
    verdict =
        String.format(
            Locale.ROOT,
            "Verified %,d windows (%,d flights) against a plain computation: no difference.",
            expected.size(),
            expected.values().stream().mapToLong(Delays::count).sum());
    out.println(verdict);
    out.printf(Locale.ROOT, "All results: ./lambda results --output=%s --format=csv%n", output);
    out.flush();
    return ExitCode.OK;
  }

  /** The sentence with which {@link #print} has ended its comparison. */
  String verdict() {
    return verdict;
  }

  private Map<Cell, Delays> found(List<String> differences) {
    List<String> fields = Results.fields(output);
    Map<Cell, Delays> found = new TreeMap<>();
    for (Result result : Results.read(output)) {
      Instant start = Instant.ofEpochMilli(result.windowStart().getMillis());
      Instant end = Instant.ofEpochMilli(result.windowEnd().getMillis());
      Cell cell = new Cell(result.key(), start.getEpochSecond() / HOUR.toSeconds());
      if (!start.equals(start(cell)) || !end.equals(start.plus(HOUR))) {
        differences.add("Not an hour: %s %s to %s".formatted(result.key(), start, end));
      }
      Delays delays =
          new Delays(
              wholeNumber(result, fields.indexOf("count")),
              wholeNumber(result, fields.indexOf("sum")),
              wholeNumber(result, fields.indexOf("min")),
              wholeNumber(result, fields.indexOf("max")));
      if (found.put(cell, delays) != null) {
        differences.add(describe(cell) + ": stored twice");
      }
    }
    return found;
  }

  private static long wholeNumber(Result result, int field) {
    if (result.values().get(field) instanceof Long value) {
      return value;
    }
    throw new IllegalStateException("No whole number in field " + field + " of " + result);
  }

  private void printTop(Map<Cell, Delays> found) {
    out.println("The hours with the longest delays, all flights from an airport together:");
    out.printf(
        Locale.ROOT,
        "  %-6s  %-20s  %7s  %9s  %7s  %7s%n",
        "origin",
        "hour",
        "flights",
        "minutes",
        "least",
        "most");
    found.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<Cell, Delays> entry) -> -entry.getValue().sum())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(TOP)
        .forEach(
            entry -> {
              Delays delays = entry.getValue();
              out.printf(
                  Locale.ROOT,
                  "  %-6s  %-20s  %,7d  %,9d  %,7d  %,7d%n",
                  entry.getKey().origin(),
                  start(entry.getKey()),
                  delays.count(),
                  delays.sum(),
                  delays.min(),
                  delays.max());
            });
  }

  private static String describe(Cell cell) {
    return cell.origin() + " " + start(cell);
  }

  private static Instant start(Cell cell) {
    return Instant.EPOCH.plus(HOUR.multipliedBy(cell.hour()));
  }

  private static long micros(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;
  }
}
