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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The runs as tables: for people in Markdown, for programs in JSON and CSV. */
record Report(String machine, List<Run> runs) {

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(machine)
        .append("\n\n")
        .append("| data | job | rows/s | seconds | start, s | first on-time pane, s ")
        .append("| lake read by then | peak heap, MB | rate / naive | rate / native |\n")
        .append("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    for (Run run : runs) {
      text.append("| %s, %,d rows | %s | ".formatted(run.scenario(), run.rows(), run.job()));
      Measurement m = run.measurement();
      if (run.valid()) {
        text.append(
            "%,.0f | %.1f | %.1f | %.2f | %.2f%% | %,.0f | %s | %s |\n"
                .formatted(
                    m.rowsPerSecond(),
                    m.seconds(),
                    m.startSeconds(),
                    m.firstOnTimeSeconds(),
                    100 * m.lakeShareAtFirstOnTime(),
                    m.peakHeapMegabytes(),
                    ratio(run, JobKind.NAIVE, Measurement::rowsPerSecond),
                    ratio(run, JobKind.NATIVE, Measurement::rowsPerSecond)));
      } else {
        text.append("void: %s | | | | | | | |\n".formatted(m.wrong()));
      }
    }
    for (Run run : runs) {
      tenth(run).ifPresent(shorter -> text.append(heapOfLength(run, shorter)));
    }
    return text.toString();
  }

  private Optional<Run> tenth(Run run) {
    return run.valid() && run.scenario() == Scenario.A_HOURLY
        ? runs.stream()
            .filter(
                r ->
                    r.valid()
                        && r.job() == run.job()
                        && r.scenario() == Scenario.A_HOURLY_TENTH
                        && r.rows() == run.rows() / 10)
            .findFirst()
        : Optional.empty();
  }

  private static String heapOfLength(Run run, Run tenth) {
    double heap = run.measurement().peakHeapMegabytes();
    double heapOfTenth = tenth.measurement().peakHeapMegabytes();
    return String.format(
        Locale.ROOT,
        "%n%s: the lake ten times as long takes %.2f times the peak heap (%.1f MB, %.1f MB)%n",
        run.job(),
        heap / heapOfTenth,
        heap,
        heapOfTenth);
  }

  String csv() {
    StringBuilder text =
        new StringBuilder(
            "data,job,rows,rows_per_second,seconds,start_seconds,first_on_time_seconds,"
                + "lake_share_at_first_on_time,peak_heap_megabytes,wrong\n");
    for (Run run : runs) {
      Measurement m = run.measurement();
      text.append(
          "%s,%s,%d,%.1f,%.3f,%.3f,%.3f,%.5f,%.1f,\"%s\"\n"
              .formatted(
                  run.scenario(),
                  run.job(),
                  run.rows(),
                  m.rowsPerSecond(),
                  m.seconds(),
                  m.startSeconds(),
                  m.firstOnTimeSeconds(),
                  m.lakeShareAtFirstOnTime(),
                  m.peakHeapMegabytes(),
                  m.wrong().replace("\"", "'")));
    }
    return text.toString();
  }

  void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("results.md"), markdown());
    Files.writeString(directory.resolve("results.csv"), csv());
    Files.writeString(
        directory.resolve("results.json"),
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
  }

  private String ratio(Run run, JobKind other, ToDoubleFunction<Measurement> value) {
    Optional<Run> compared =
        runs.stream()
            .filter(
                r ->
                    r.valid()
                        && r.job() == other
                        && r.scenario() == run.scenario()
                        && r.rows() == run.rows())
            .findFirst();
    return compared
        .map(
            r ->
                String.format(
                    Locale.ROOT,
                    "%.2f",
                    value.applyAsDouble(run.measurement()) / value.applyAsDouble(r.measurement())))
        .orElse("");
  }
}
