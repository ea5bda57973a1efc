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
import io.beamlambda.pipelines.report.Chart.Axis;
import io.beamlambda.pipelines.report.Chart.Band;
import io.beamlambda.pipelines.report.Chart.Line;
import io.beamlambda.pipelines.report.Chart.Mark;
import io.beamlambda.pipelines.report.Chart.Point;
import io.beamlambda.pipelines.report.Scale.Tick;
import java.util.List;
import java.util.Locale;

/** A chart as SVG of one size; the page has one for wide and one for narrow screens. */
final class ChartDrawing {

  /**
   * How large a drawing is, and what room there is.
   *
   * @param name a class of the style sheet, which shows it on screens that it is for
   * @param left of the plot, for labels
   */
  record Frame(String name, int width, int height, int left, int columns, int rows) {

    static final List<Frame> ALL =
        List.of(new Frame("wide", 1120, 260, 96, 14, 6), new Frame("narrow", 360, 230, 84, 5, 5));

    Frame flat() {
      return new Frame(name, width, 84, left, columns, rows);
    }
  }

  private static final int ROOMY = 10;
  private static final int TOP = 22;
  private static final int RIGHT = 14;
  private static final int BOTTOM = 40;

  private final Chart chart;
  private final Frame frame;
  private final String id;
  private final Scale across;
  private final Scale up;
  private final Html html = new Html();

  ChartDrawing(Chart chart, Frame frame, String id) {
    this.chart = chart;
    this.frame = chart.lines().isEmpty() ? frame.flat() : frame;
    this.id = id + "-" + frame.name();
    this.across = chart.across().apply(frame.columns());
    this.up = chart.up().apply(frame.rows());
  }

  Html render() {
    html.open(
        "svg",
        "class",
        "chart " + frame.name(),
        "viewBox",
        "0 0 %d %d".formatted(frame.width(), frame.height()),
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-desc");
    html.leaf("title", chart.title(), "id", id + "-title");
    html.leaf("desc", chart.description(), "id", id + "-desc");
    chart.bands().forEach(this::band);
    grid();
    chart.marks().forEach(this::mark);
    chart.lines().forEach(this::line);
    return html.close();
  }

  private void grid() {
    double bottom = frame.height() - BOTTOM;
    if (!chart.lines().isEmpty()) {
      for (Tick tick : up.ticks()) {
        double y = y(tick.value());
        stroke("grid", frame.left(), y, right(), y);
        text("tick end", frame.left() - 8, y + 4, tick.label());
      }
      text("axis", 0, 12, "%s, %s".formatted(chart.upLabel(), up.unit()));
    }
    stroke("base", frame.left(), bottom, right(), bottom);
    for (Tick tick : across.ticks()) {
      double x = x(tick.value());
      stroke("base", x, bottom, x, bottom + 4);
      text("tick middle", x, bottom + 17, tick.label());
    }
    text("axis end", right(), frame.height() - 5.0, "time since the start, " + across.unit());
  }

  private void band(Band band) {
    double from = x(band.from());
    html.open(
            "rect",
            "class",
            "band " + band.style(),
            "x",
            number(from),
            "y",
            Integer.toString(TOP),
            "width",
            number(Math.max(0.5, x(band.to()) - from)),
            "height",
            Integer.toString(frame.height() - BOTTOM - TOP))
        .close();
  }

  private void mark(Mark mark) {
    if (mark.axis() == Axis.UP) {
      double y = y(mark.at());
      stroke("mark " + mark.style(), frame.left(), y, right(), y);
      // On a narrow screen it would lie on a line; the legend has it.
      if (frame.columns() >= ROOMY) {
        boolean low = y < TOP + 16;
        text("label end", right() - 4, low ? y + 14 : y - 5, mark.label());
      }
    } else {
      double x = x(mark.at());
      stroke("mark " + mark.style(), x, TOP, x, frame.height() - BOTTOM);
      boolean late = across.share(mark.at()) > 0.6;
      // Above a strip of bands, which would make it hard to read.
      double y = chart.lines().isEmpty() ? TOP - 6.0 : TOP + 10.0;
      text(late ? "label end" : "label", late ? x - 5 : x + 5, y, mark.label());
    }
  }

  private void line(Line line) {
    for (List<Point> piece : line.pieces()) {
      StringBuilder path = new StringBuilder();
      for (Point point : piece) {
        path.append(path.length() == 0 ? 'M' : 'L')
            .append(number(x(point.x())))
            .append(' ')
            .append(number(y(point.y())));
      }
      if (piece.size() == 1) {
        // A line of no length is drawn as a dot, by its round ends.
        path.append("h0");
      }
      html.open("path", "class", "line " + line.style(), "d", path.toString()).close();
    }
  }

  private void stroke(String style, double x1, double y1, double x2, double y2) {
    html.open(
            "line",
            "class",
            style,
            "x1",
            number(x1),
            "y1",
            number(y1),
            "x2",
            number(x2),
            "y2",
            number(y2))
        .close();
  }

  private void text(String style, double x, double y, String text) {
    html.leaf("text", text, "class", style, "x", number(x), "y", number(y));
  }

  private double right() {
    return frame.width() - RIGHT;
  }

  private double x(double millis) {
    return frame.left() + across.share(millis) * (right() - frame.left());
  }

  private double y(double value) {
    double bottom = frame.height() - BOTTOM;
    return bottom - up.share(value) * (bottom - TOP);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
