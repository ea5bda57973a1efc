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

import java.util.List;
import java.util.function.IntFunction;

/**
 * What is drawn over the time since the start of a run; values on that axis are milliseconds.
 *
 * @param title what it shows
 * @param description the same in a few sentences, for those who do not see it
 * @param across the axis of time, by how many intervals there is room for
 * @param up the other axis
 * @param upLabel what it is, without its unit
 * @param lines drawn in this order
 * @param bands behind the lines, from top to bottom
 * @param marks across the whole chart
 * @param numbers behind it
 */
record Chart(
    String title,
    String description,
    IntFunction<Scale> across,
    IntFunction<Scale> up,
    String upLabel,
    List<Line> lines,
    List<Band> bands,
    List<Mark> marks,
    ChartNumbers numbers) {

  /**
   * A line; where a value is not known it has a gap.
   *
   * @param style a class of the style sheet
   */
  record Line(String label, String style, List<List<Point>> pieces) {

    boolean isEmpty() {
      return pieces.isEmpty();
    }
  }

  record Point(double x, double y) {}

  /** A stretch of time. */
  record Band(String label, String style, double from, double to) {}

  /** A value of one of the axes. */
  record Mark(String label, String style, Axis axis, double at) {}

  enum Axis {
    ACROSS,
    UP
  }

  Chart {
    lines = List.copyOf(lines);
    bands = List.copyOf(bands);
    marks = List.copyOf(marks);
  }
}
