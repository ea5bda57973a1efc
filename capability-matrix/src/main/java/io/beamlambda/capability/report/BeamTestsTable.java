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
package io.beamlambda.capability.report;

import io.beamlambda.capability.BeamTestsComparison;
import io.beamlambda.capability.BeamTestsComparison.Agreement;
import io.beamlambda.capability.BeamTestsComparison.Row;
import io.beamlambda.capability.Feature;
import io.beamlambda.capability.Mode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What probes say beside what Beam's ValidatesRunner tests say. */
final class BeamTestsTable {

  static final String TITLE = "Probes and Beam's own tests";

  private final BeamTestsComparison comparison;
  private final List<Mode> modes;
  private final Map<Feature, Map<Mode, Row>> rows = new LinkedHashMap<>();

  BeamTestsTable(List<Feature> features, BeamTestsComparison comparison) {
    this.comparison = comparison;
    this.modes = comparison.rows().stream().map(Row::mode).distinct().toList();
    // By mode there, by feature here.
    for (Feature feature : features) {
      Map<Mode, Row> ofFeature = new HashMap<>();
      comparison.rows().stream()
          .filter(row -> row.feature().equals(feature))
          .forEach(row -> ofFeature.put(row.mode(), row));
      if (!ofFeature.isEmpty()) {
        rows.put(feature, ofFeature);
      }
    }
  }

  /** Whether there is anything to compare. */
  boolean isEmpty() {
    return rows.isEmpty();
  }

  String about() {
    return "Where Beam has ValidatesRunner tests of a feature, they were run here too: the probe's outcome, and how many of Beam's tests passed. They agree in %d cells; in %d they differ, marked by *, for reasons that are given below."
        .formatted(
            comparison.count(Agreement.AGREES),
            comparison.count(Agreement.EXPLAINED) + comparison.count(Agreement.CONTRADICTS));
  }

  Html html() {
    Html html = new Html();
    html.open("section", "id", "beam-tests").leaf("h2", TITLE);
    html.leaf("p", about());
    html.open("div", "class", "wide").open("table", "class", "plain");
    html.leaf("caption", "Outcome of probes, and how many of Beam's tests passed");
    html.open("thead").open("tr").leaf("th", "Feature", "scope", "col");
    modes.forEach(mode -> html.leaf("th", mode.title(), "scope", "col"));
    html.close().close().open("tbody");
    rows.forEach(
        (feature, byMode) -> {
          html.open("tr").leaf("th", feature.title(), "scope", "row");
          modes.forEach(mode -> html.leaf("td", cell(byMode.get(mode))));
          html.close();
        });
    html.close().close().close();
    html.open("ul");
    differences().forEach(row -> html.leaf("li", difference(row)));
    return html.close().close();
  }

  String markdown() {
    StringBuilder out = new StringBuilder("\n## " + TITLE + "\n\n" + about() + "\n\n| feature |");
    modes.forEach(mode -> out.append(' ').append(mode.title()).append(" |"));
    out.append("\n|---|").append("---|".repeat(modes.size())).append('\n');
    rows.forEach(
        (feature, byMode) -> {
          out.append("| ").append(Markdown.text(feature.title())).append(" |");
          modes.forEach(mode -> out.append(' ').append(cell(byMode.get(mode))).append(" |"));
          out.append('\n');
        });
    out.append('\n');
    differences()
        .forEach(row -> out.append("- ").append(Markdown.text(difference(row))).append('\n'));
    return out.toString();
  }

  private List<Row> differences() {
    return comparison.rows().stream().filter(row -> row.agreement() != Agreement.AGREES).toList();
  }

  private static String cell(@Nullable Row row) {
    return row == null
        ? ""
        : "%s %s, %d of %d%s"
            .formatted(
                Words.symbol(row.probed()),
                Words.brief(row.probed()),
                row.passed(),
                row.total(),
                row.agreement() == Agreement.AGREES ? "" : " *");
  }

  private static String difference(Row row) {
    return "%s on %s: %s"
        .formatted(
            row.feature().title(),
            row.mode().title(),
            row.explanation().isEmpty()
                ? "not explained: " + String.join("; ", row.notPassed())
                : row.explanation());
  }
}
