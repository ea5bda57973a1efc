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

import io.beamlambda.capability.Finding;
import java.util.List;

/** Each mode's verdict on a pipeline, and what is missing to run there. */
final class HtmlVerdicts {

  private final Sheet sheet;

  HtmlVerdicts(Sheet sheet) {
    this.sheet = sheet;
  }

  Html render() {
    Html html = new Html();
    html.open("div", "class", "verdicts");
    sheet.modes().forEach(x -> mode(html, x));
    html.close();
    return html;
  }

  private void mode(Html html, ModeReport mode) {
    String style = "card " + Words.style(mode.verdict());
    if (mode.obstacles().isEmpty()) {
      html.open("div", "class", style).open("p", "class", "head");
      head(html, mode);
      html.close().close();
      return;
    }
    html.open("details", "class", style, "data-runner", mode.mode().runner());
    html.open("summary", "class", "head");
    head(html, mode);
    html.text(" ");
    html.leaf("small", counts(mode.known().size(), mode.unknown().size()), "class", "counts");
    html.close();
    html.open("ul");
    mode.known().forEach(x -> obstacle(html, mode, x));
    if (!mode.unknownTitles().isEmpty()) {
      html.leaf("li", "Unverified: %s.".formatted(mode.unknownTitles()));
    }
    html.close().close();
  }

  private static String counts(int known, int unknown) {
    return known == 0
        ? "%d not known".formatted(unknown)
        : unknown == 0
            ? "%d to look at".formatted(known)
            : "%d to look at, %d not known".formatted(known, unknown);
  }

  private static void head(Html html, ModeReport mode) {
    html.leaf("span", Words.symbol(mode.verdict()), "class", "symbol", "aria-hidden", "true");
    html.open("span", "class", "words");
    html.leaf("b", mode.mode().title());
    html.text(" ").leaf("span", Words.verdict(mode.verdict()), "class", "verb");
    html.close();
  }

  private void obstacle(Html html, ModeReport mode, JudgedFeature judged) {
    html.open("li");
    html.leaf(
        "a",
        judged.feature().title(),
        "class",
        "to",
        "href",
        "#" + sheet.evidenceId(judged.feature(), mode));
    html.text(" " + Words.sentence(judged.support(), judged.cell()) + ".");
    Waived waived = judged.waived();
    if (waived != null) {
      html.text(" Waived until %s: %s".formatted(waived.until(), waived.reason()));
    }
    where(html, judged);
    if (!judged.cell().note().isEmpty()) {
      html.leaf("p", judged.cell().note());
    }
    if (!judged.cell().workaround().isEmpty()) {
      html.open("p").leaf("b", "Way round: ").text(judged.cell().workaround()).close();
    }
    html.close();
  }

  private void where(Html html, JudgedFeature judged) {
    List<String> transforms =
        sheet.features().stream()
            .filter(x -> x.feature().equals(judged.feature()))
            .flatMap(x -> x.findings().stream())
            .map(Finding::transform)
            .distinct()
            .toList();
    if (!transforms.isEmpty()) {
      html.text(" Used in ").leaf("span", String.join(", ", transforms), "class", "transform");
      html.text(".");
    }
  }
}
