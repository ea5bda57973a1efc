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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers behind a chart, for a table. */
record ChartNumbers(List<Sample> samples, List<Column> columns) {

  /** What the table has of a quantity. */
  record Column(String title, Quantity quantity) {}

  private static final int ROWS = 40;

  ChartNumbers {
    samples = List.copyOf(samples);
    columns = List.copyOf(columns);
  }

  /** A table that is shown on request; long ones have fewer rows than there are samples. */
  Html render(String caption) {
    Html html = new Html();
    html.open("details").leaf("summary", "Numbers").open("div", "class", "scroll");
    html.open("table").leaf("caption", caption);
    html.open("thead").open("tr").leaf("th", "after", "scope", "col");
    columns.forEach(column -> html.leaf("th", column.title(), "scope", "col", "class", "n"));
    html.close().close().open("tbody");
    for (Sample sample : Samples.atMost(ROWS, samples)) {
      html.open("tr").leaf("th", Amounts.duration(sample.millis()), "scope", "row");
      for (Column column : columns) {
        Long value = sample.value(column.quantity());
        html.leaf("td", text(column.quantity(), value), "class", value == null ? "n unknown" : "n");
      }
      html.close();
    }
    return html.close().close().close().close();
  }

  private static String text(Quantity quantity, @Nullable Long value) {
    return switch (quantity) {
      case LAKE_TIME, STREAM_TIME -> value == null ? "–" : Amounts.minute(value);
      case LEAD -> value == null ? "–" : Amounts.duration(value);
      default -> value == null ? "–" : Amounts.count(value);
    };
  }
}
