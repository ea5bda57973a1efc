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

import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.Feature;
import io.beamlambda.capability.Finding;
import java.util.List;

/** The table of a sheet, with the filters above it. */
final class HtmlTable {

  private final Catalogue catalogue;
  private final Sheet sheet;

  HtmlTable(Catalogue catalogue, Sheet sheet) {
    this.catalogue = catalogue;
    this.sheet = sheet;
  }

  Html render() {
    Html html = new Html();
    html.add(new HtmlFilters(sheet).render());
    html.open(
        "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", sheet.caption());
    html.open("table", "class", "sheet", "id", sheet.id() + "-table");
    html.leaf("caption", sheet.caption());
    head(html);
    for (Catalogue.Group group : catalogue.groups()) {
      group(html, group);
    }
    html.close().close();
    return html;
  }

  private void head(Html html) {
    html.open("thead").open("tr");
    html.leaf("th", "Feature", "scope", "col", "class", "feature");
    for (ModeReport mode : sheet.modes()) {
      html.open("th", "scope", "col", "data-runner", mode.mode().runner());
      html.leaf("span", mode.mode().title(), "class", "mode");
      html.text(" ");
      html.leaf("small", Words.versions(mode.mode(), mode.versions()));
      html.close();
    }
    html.close().close();
  }

  private void group(Html html, Catalogue.Group group) {
    List<Integer> rows = sheet.rows(group);
    if (rows.isEmpty()) {
      return;
    }
    html.open("tbody");
    html.open("tr", "class", "group");
    html.leaf(
        "th",
        group.title(),
        "scope",
        "rowgroup",
        "colspan",
        String.valueOf(sheet.modes().size() + 1));
    html.close();
    rows.forEach(x -> row(html, x));
    html.close();
  }

  private void row(Html html, int index) {
    UsedFeature used = sheet.features().get(index);
    Feature feature = used.feature();
    html.open("tr", "data-feature", feature.id());
    html.open("th", "scope", "row", "class", "feature");
    html.leaf("span", feature.title(), "class", "title");
    html.text(" ");
    html.leaf("code", feature.id());
    if (!used.findings().isEmpty()) {
      html.open("ul", "class", "uses");
      for (Finding finding : used.findings()) {
        html.open("li");
        html.leaf("span", finding.transform(), "class", "transform");
        html.text(" ");
        html.leaf("span", finding.detail(), "class", "detail");
        html.close();
      }
      html.close();
    }
    html.close();
    sheet.modes().forEach(mode -> cell(html, mode, mode.features().get(index)));
    html.close();
  }

  private void cell(Html html, ModeReport mode, JudgedFeature judged) {
    String marks =
        (judged.cell().isHearsay() ? ", by sources" : "")
            + (judged.cell().flaky() ? ", flaky" : "")
            + (judged.waived() == null ? "" : ", waived");
    html.open(
        "td",
        "class",
        Words.style(judged.support()) + (judged.cell().isHearsay() ? " hearsay" : ""),
        "data-runner",
        mode.mode().runner(),
        "data-support",
        Words.style(judged.support()));
    html.open(
        "a",
        "href",
        "#" + sheet.evidenceId(judged.feature(), mode),
        "aria-label",
        "%s on %s: %s%s"
            .formatted(
                judged.feature().title(),
                mode.mode().title(),
                Words.sentence(judged.support(), judged.cell()),
                marks));
    html.leaf("span", Words.symbol(judged.support()), "class", "symbol", "aria-hidden", "true");
    html.text(" ");
    html.leaf("span", Words.brief(judged.support()), "class", "word");
    if (judged.cell().flaky()) {
      html.text(" ").leaf("small", "flaky");
    }
    if (judged.waived() != null) {
      html.text(" ").leaf("small", "waived");
    }
    html.close().close();
  }
}
