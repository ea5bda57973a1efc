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

import io.beamlambda.pipelines.report.Chart.Axis;
import io.beamlambda.pipelines.report.Chart.Band;
import io.beamlambda.pipelines.report.Chart.Line;
import io.beamlambda.pipelines.report.Chart.Mark;
import io.beamlambda.pipelines.report.Chart.Point;
import io.beamlambda.pipelines.report.ChartNumbers.Column;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The charts of one read. */
final class ReadCharts {

  /** Rates over less than this jump with every bundle. */
  private static final Duration SHORTEST_RATE = Duration.ofSeconds(1);

  private static final int RATES = 80;

  private final ReadRecording read;
  private final Duration elapsed;

  ReadCharts(ReadRecording read, Duration elapsed) {
    this.read = read;
    this.elapsed = elapsed;
  }

  private boolean knows(Quantity quantity) {
    return read.samples().stream().anyMatch(sample -> sample.value(quantity) != null);
  }

  private LongStream known(Quantity quantity) {
    return read.samples().stream()
        .map(sample -> sample.value(quantity))
        .filter(Objects::nonNull)
        .mapToLong(value -> value);
  }

  /** How far each half has come; nothing if no reader was heard from. */
  Optional<Chart> eventTime() {
    if (!knows(Quantity.LAKE_TIME) && !knows(Quantity.STREAM_TIME)) {
      return Optional.empty();
    }
    long seam = read.plan().cutoff().getMillis();
    LongSummaryStatistics range =
        LongStream.concat(known(Quantity.LAKE_TIME), known(Quantity.STREAM_TIME))
            .summaryStatistics();
    long min = Math.min(range.getMin(), seam);
    long max = Math.max(range.getMax(), seam);
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark("seam " + Amounts.minute(seam), "seam", Axis.UP, seam));
    marks.addAll(lakeRead());
    return Optional.of(
        new Chart(
            "Event time reached",
            describeEventTime(seam),
            this::across,
            intervals -> Scale.eventTime(min, max, intervals),
            "event time",
            Stream.of(
                    line("lake", "lake", Quantity.LAKE_TIME),
                    line("stream", "stream", Quantity.STREAM_TIME))
                .filter(line -> !line.isEmpty())
                .toList(),
            List.of(),
            marks,
            numbers(
                read.samples(),
                new Column("lake, UTC", Quantity.LAKE_TIME),
                new Column("stream, UTC", Quantity.STREAM_TIME))));
  }

  private String describeEventTime(long seam) {
    return "How far lake and stream have been read in event time. The seam, where the stream takes"
        + " over from the lake, is at %s UTC.".formatted(Amounts.minute(seam))
        + describe("The lake", Quantity.LAKE_TIME)
        + describe("The stream", Quantity.STREAM_TIME);
  }

  private String describe(String half, Quantity quantity) {
    long[] values = known(quantity).toArray();
    return values.length == 0
        ? ""
        : " %s went from %s to %s."
            .formatted(half, Amounts.minute(values[0]), Amounts.minute(values[values.length - 1]));
  }

  private List<Mark> lakeRead() {
    Duration bootstrap = read.bootstrap();
    return bootstrap == null
        ? List.of()
        : List.of(new Mark("lake read", "moment", Axis.ACROSS, bootstrap.toMillis()));
  }

  /** Rows per second; nothing if rows are not counted here. */
  Optional<Chart> rates() {
    List<Sample> rates = rateSamples();
    List<Line> lines =
        Stream.of(
                new Line("lake", "lake", pieces(rates, Quantity.LAKE_ROWS)),
                new Line("stream", "stream", pieces(rates, Quantity.STREAM_ROWS)))
            .filter(line -> !line.isEmpty())
            .toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    double max =
        lines.stream()
            .flatMap(line -> line.pieces().stream())
            .flatMap(List::stream)
            .mapToDouble(Point::y)
            .max()
            .orElse(1);
    return Optional.of(
        new Chart(
            "Rows per second",
            "Rows of the lake and events of the stream that were read in a second. At most %s."
                .formatted(Amounts.count(Math.round(max))),
            this::across,
            intervals -> Scale.count(max, intervals, "rows/s"),
            "read",
            lines,
            List.of(),
            lakeRead(),
            numbers(
                rates,
                new Column("lake, rows/s", Quantity.LAKE_ROWS),
                new Column("stream, rows/s", Quantity.STREAM_ROWS))));
  }

  /** Samples whose counts are what was read in a second since the sample before. */
  private List<Sample> rateSamples() {
    long width = Math.max(SHORTEST_RATE.toMillis(), elapsed.toMillis() / RATES);
    List<Sample> rates = new ArrayList<>();
    Sample before = null;
    for (Sample sample : read.samples()) {
      if (before == null) {
        before = sample;
      } else if (sample.millis() - before.millis() >= width) {
        rates.add(rate(before, sample));
        before = sample;
      }
    }
    Sample last = read.samples().isEmpty() ? null : read.samples().get(read.samples().size() - 1);
    if (before != null && last != null && last.millis() > before.millis() && rates.isEmpty()) {
      rates.add(rate(before, last));
    }
    return rates;
  }

  private static Sample rate(Sample before, Sample after) {
    Map<Quantity, Long> rates = new EnumMap<>(Quantity.class);
    for (Quantity quantity : List.of(Quantity.LAKE_ROWS, Quantity.STREAM_ROWS)) {
      Long from = before.value(quantity);
      Long to = after.value(quantity);
      if (from != null && to != null) {
        rates.put(
            quantity,
            Math.round(1000.0 * Math.max(0, to - from) / (after.millis() - before.millis())));
      }
    }
    return new Sample(after.millis(), rates);
  }

  /** The lead with the most that it may be; nothing if no reader was heard from. */
  Optional<Chart> lead() {
    if (!knows(Quantity.LEAD)) {
      return Optional.empty();
    }
    long allowed = read.plan().maxLead().getMillis();
    long most = known(Quantity.LEAD).max().orElse(0);
    return Optional.of(
        new Chart(
            "Lead",
            "How far, in event time, the fastest reader was ahead of the slowest: at most %s, of %s"
                    .formatted(Amounts.duration(most), Amounts.duration(allowed))
                + " that are allowed.",
            this::across,
            intervals ->
                Scale.duration((long) (Math.max(most, allowed) * Scale.HEADROOM), intervals),
            "event time",
            List.of(line("lead", "lead", Quantity.LEAD)),
            List.of(),
            List.of(new Mark("maxLead " + Amounts.duration(allowed), "limit", Axis.UP, allowed)),
            numbers(read.samples(), new Column("lead", Quantity.LEAD))));
  }

  /** When partitions of the stream were held back; nothing if there is no stream or no news. */
  Optional<Chart> gate() {
    if (read.partitions() == 0 || !knows(Quantity.HELD)) {
      return Optional.empty();
    }
    List<Band> bands = bands();
    long held =
        bands.stream()
            .filter(band -> !band.style().equals("open"))
            .mapToLong(band -> Math.round(band.to() - band.from()))
            .sum();
    return Optional.of(
        new Chart(
            "Gate",
            "When partitions of the stream waited in Kafka because they were too far ahead: some or"
                + " all of %d for %s.".formatted(read.partitions(), Amounts.duration(held)),
            this::across,
            intervals -> Scale.count(1, intervals, ""),
            "",
            List.of(),
            bands,
            lakeRead(),
            numbers(read.samples(), new Column("partitions held", Quantity.HELD))));
  }

  private List<Band> bands() {
    List<Band> bands = new ArrayList<>();
    double from = 0;
    for (Sample sample : read.samples()) {
      Long held = sample.value(Quantity.HELD);
      if (held != null && sample.millis() > from) {
        String style = held == 0 ? "open" : held < read.partitions() ? "partly" : "held";
        Band last = bands.isEmpty() ? null : bands.get(bands.size() - 1);
        if (last != null && last.style().equals(style) && last.to() == from) {
          bands.set(bands.size() - 1, band(style, last.from(), sample.millis()));
        } else {
          bands.add(band(style, from, sample.millis()));
        }
      }
      from = sample.millis();
    }
    return bands;
  }

  private static Band band(String style, double from, double to) {
    String label =
        switch (style) {
          case "open" -> "all open";
          case "partly" -> "some held";
          default -> "all held";
        };
    return new Band(label, style, from, to);
  }

  /** Records between consumer and runner; nothing if the readers are elsewhere, or no stream is. */
  Optional<Chart> buffered() {
    return read.partitions() == 0
        ? Optional.empty()
        : counted(
            "Buffered",
            "Records of the stream that were polled and not handed to the runner yet",
            "records",
            Quantity.BUFFERED);
  }

  /** Results written so far; nothing if nobody counts them. */
  Optional<Chart> results() {
    return counted(
        "Windows fired",
        "Results written, one for each key and window that fired",
        "results",
        Quantity.RESULTS);
  }

  private Optional<Chart> counted(String title, String what, String unit, Quantity quantity) {
    if (!knows(quantity)) {
      return Optional.empty();
    }
    long most = known(quantity).max().orElse(0);
    return Optional.of(
        new Chart(
            title,
            what + ": at most " + Amounts.count(most) + ".",
            this::across,
            intervals -> Scale.count(most, intervals, unit),
            quantity == Quantity.RESULTS ? "written" : "waiting",
            List.of(line(unit, "count", quantity)),
            List.of(),
            lakeRead(),
            numbers(read.samples(), new Column(unit, quantity))));
  }

  private static ChartNumbers numbers(List<Sample> samples, Column... columns) {
    return new ChartNumbers(samples, List.of(columns));
  }

  private Scale across(int intervals) {
    return Scale.elapsed(elapsed, intervals);
  }

  private Line line(String label, String style, Quantity quantity) {
    return new Line(label, style, pieces(read.samples(), quantity));
  }

  private static List<List<Point>> pieces(List<Sample> samples, Quantity quantity) {
    List<List<Point>> pieces = new ArrayList<>();
    boolean inPiece = false;
    for (Sample sample : samples) {
      Long value = sample.value(quantity);
      if (value == null) {
        inPiece = false;
        continue;
      }
      if (!inPiece) {
        pieces.add(new ArrayList<>());
        inPiece = true;
      }
      pieces.get(pieces.size() - 1).add(new Point(sample.millis(), value));
    }
    return pieces;
  }
}
