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

import io.beamlambda.capability.report.Html;
import io.beamlambda.io.ReadProgress.Phase;
import io.beamlambda.pipelines.report.Chart.Band;
import io.beamlambda.pipelines.report.Chart.Line;
import io.beamlambda.pipelines.report.Chart.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.util.ReleaseInfo;

/** The page: no script, nothing from elsewhere. */
final class RunReportPage {

  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private final RunReport report;
  private final Html html = new Html();

  RunReportPage(RunReport report) {
    this.report = report;
  }

  String render() {
    String title = "%s on %s: %s".formatted(report.pipeline(), report.runner(), word());
    head();
    summary();
    counts();
    for (int i = 0; i < report.recording().reads().size(); i++) {
      read(report.recording().reads().get(i), "r" + (i + 1));
    }
    options();
    Map<String, String> parts =
        Map.of(
            "title", new Html().text(title).toString(),
            "style", resource("run-report.css"),
            "content", html.toString());
    // In one pass, so that what looks like a place inside of a part is left alone.
    return PLACE
        .matcher(resource("run-report.html"))
        .replaceAll(
            place -> Matcher.quoteReplacement(Objects.requireNonNull(parts.get(place.group(1)))));
  }

  private String word() {
    return report.outcome().word();
  }

  private void head() {
    html.open("header");
    html.open("h1").text("%s on %s ".formatted(report.pipeline(), report.runner()));
    html.leaf("span", word(), "class", "verdict " + word()).close();
    html.leaf("p", report.sentence());
    report.remarks().forEach(remark -> html.leaf("p", remark));
    html.close();
  }

  private void summary() {
    html.open("dl", "class", "facts");
    fact("Started", Amounts.second(report.startedAt()));
    fact("Took", Amounts.duration(report.recording().elapsed()));
    List<ReadRecording> reads = report.recording().reads();
    for (ReadRecording read : reads) {
      String of = reads.size() == 1 ? "" : " of " + read.name();
      fact("Bootstrap" + of, bootstrap(read));
      fact("Live" + of, live(read));
    }
    fact("Beam", ReleaseInfo.getReleaseInfo().getSdkVersion());
    html.close();
  }

  private String bootstrap(ReadRecording read) {
    Duration bootstrap = read.bootstrap();
    if (bootstrap != null) {
      return Amounts.duration(bootstrap);
    }
    return read.phase() == null
        ? Amounts.NOT_KNOWN
        : "not finished after " + Amounts.duration(report.recording().elapsed());
  }

  private String live(ReadRecording read) {
    Duration bootstrap = read.bootstrap();
    if (bootstrap == null) {
      return read.phase() == null ? Amounts.NOT_KNOWN : "not reached";
    }
    return Amounts.duration(report.recording().elapsed().minus(bootstrap))
        + (read.phase() == Phase.DONE ? ", to the end" : "");
  }

  private void fact(String name, String value) {
    html.open("div").leaf("dt", name).leaf("dd", value).close();
  }

  private void counts() {
    Counts counts = report.recording().counts();
    html.open("section").leaf("h2", "Counted");
    html.open("div", "class", "scroll").open("table");
    html.leaf("caption", "What was read, and what became of it");
    html.open("thead").open("tr");
    html.leaf("th", "branch", "scope", "col").leaf("th", "count", "scope", "col", "class", "n");
    html.leaf("th", "what", "scope", "col").close().close();
    html.open("tbody");
    count("lake", rows(counts, "lakeRows", Quantity.LAKE_ROWS), "rows of the lake, read");
    count(
        "stream",
        rows(counts, "streamEvents", Quantity.STREAM_ROWS),
        "events of the stream from the cutoff on, read");
    count(
        "late",
        counts.of("lateStreamEvents"),
        "events of the stream further behind in their partition than maxDisorder; read as well");
    count(
        "dropped at the cutoff",
        counts.of("droppedAtCutoff"),
        "events of the stream before the cutoff, which the lake has");
    count("dropped at the end", counts.of("droppedAtUntil"), "events of the stream from until on");
    count(
        "outside the range",
        counts.of("lakeRowsOutsideRange"),
        "rows of the row groups read that lie before from, or from the cutoff on");
    count(
        "too late for a window",
        counts.of("droppedDueToLateness"),
        "events that the runner dropped because their window had closed");
    count("bad", bad(), "rows and records that cannot be read; one of them ends the job");
    count(
        "results", counts.of("resultsWritten"), "written, one for each key and window that fired");
    html.close().close().close();
    if (!counts.complete()) {
      html.leaf(
          "p",
          "What is not known here is counted where the readers are: see the engine's own metrics.",
          "class",
          "about");
    }
    html.close();
  }

  /** What the job's counters do not tell here is known from the readers if they are here. */
  private OptionalLong rows(Counts counts, String counter, Quantity quantity) {
    List<ReadRecording> reads = report.recording().reads();
    long rows = 0;
    for (ReadRecording read : reads) {
      Long last =
          read.samples().isEmpty()
              ? null
              : read.samples().get(read.samples().size() - 1).value(quantity);
      if (last == null) {
        return counts.of(counter);
      }
      rows += last;
    }
    return reads.isEmpty() ? counts.of(counter) : OptionalLong.of(rows);
  }

  /** A job that is done has met none: there is no other way around them. */
  private OptionalLong bad() {
    return report.outcome() == RunReport.Outcome.DONE ? OptionalLong.of(0) : OptionalLong.empty();
  }

  private void count(String name, OptionalLong count, String meaning) {
    html.open("tr").leaf("th", name, "scope", "row");
    html.leaf(
        "td",
        count.isPresent() ? Amounts.count(count.getAsLong()) : Amounts.NOT_KNOWN,
        "class",
        count.isPresent() ? "n" : "n unknown");
    html.leaf("td", meaning).close();
  }

  private void read(ReadRecording read, String id) {
    html.open("section").leaf("h2", read.name());
    html.open("details", "open", "").leaf("summary", "The plan");
    html.open("div", "class", "scroll").leaf("pre", read.plan().toText()).close().close();
    ReadCharts charts = new ReadCharts(read, report.recording().elapsed());
    List<String> unknown = new ArrayList<>();
    show(charts.eventTime(), id + "-time", "event time reached", unknown);
    show(charts.rates(), id + "-rates", "rows per second", unknown);
    show(charts.lead(), id + "-lead", "lead", unknown);
    if (read.partitions() > 0) {
      show(charts.gate(), id + "-gate", "gate", unknown);
      show(charts.buffered(), id + "-buffered", "buffered records", unknown);
    }
    show(charts.results(), id + "-results", "windows fired", unknown);
    if (!unknown.isEmpty()) {
      html.leaf(
          "p",
          "Not known here: "
              + String.join(", ", unknown)
              + ". "
              + (read.distributed()
                  ? "The readers are in other processes, and only what they say on the board is"
                      + " heard; the engine's own metrics have the rest."
                  : "Nobody has counted it."),
          "class",
          "about unknown");
    }
    html.close();
  }

  private void show(Optional<Chart> maybe, String id, String name, List<String> unknown) {
    if (maybe.isEmpty()) {
      unknown.add(name);
      return;
    }
    Chart chart = maybe.get();
    html.open("figure", "id", id);
    html.open("figcaption").leaf("h3", chart.title()).leaf("p", chart.description()).close();
    legend(chart);
    for (ChartDrawing.Frame frame : ChartDrawing.Frame.ALL) {
      html.add(new ChartDrawing(chart, frame, id).render());
    }
    html.add(chart.numbers().render(chart.title()));
    html.close();
  }

  private void legend(Chart chart) {
    html.open("ul", "class", "legend");
    for (Line line : chart.lines()) {
      entry("stroke " + line.style(), line.label());
    }
    chart.bands().stream()
        .map(band -> new Band(band.label(), band.style(), 0, 0))
        .distinct()
        .forEach(band -> entry("area " + band.style(), band.label()));
    for (Mark mark : chart.marks()) {
      entry("stroke dashed " + mark.style(), mark.label());
    }
    html.close();
  }

  private void entry(String style, String label) {
    html.open("li").open("i", "class", style).close().text(label).close();
  }

  private void options() {
    html.open("section").leaf("h2", "Options");
    html.open("div", "class", "scroll").open("table");
    html.leaf("caption", "What the run was given; secrets are left out");
    html.open("thead").open("tr");
    html.leaf("th", "option", "scope", "col").leaf("th", "value", "scope", "col");
    html.leaf("th", "from", "scope", "col").close().close();
    html.open("tbody");
    for (ShownOption option : report.options()) {
      html.open("tr").open("th", "scope", "row").leaf("code", "--" + option.name()).close();
      html.open("td").leaf("code", option.value()).close();
      html.leaf("td", option.origin().words()).close();
    }
    html.close().close().close().close();
  }

  private static String resource(String name) {
    try (InputStream in = RunReportPage.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
