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

import io.beamlambda.capability.Cell;
import io.beamlambda.capability.Evidence;
import io.beamlambda.capability.Support;
import java.util.List;
import java.util.Set;

/** Why the cells of a sheet say what they say. The page's script shows one at a time. */
final class HtmlEvidence {

  private final Sheet sheet;
  private final ProbeSources probes;

  HtmlEvidence(Sheet sheet, ProbeSources probes) {
    this.sheet = sheet;
    this.probes = probes;
  }

  /** All of it; the probes that it speaks of are added to those that were used. */
  Html render(Set<String> used) {
    Html html = new Html();
    html.open("section", "class", "evidence", "aria-label", "Evidence");
    html.leaf("h2", "Evidence");
    for (int row = 0; row < sheet.features().size(); row++) {
      for (ModeReport mode : sheet.modes()) {
        cell(html, mode, mode.features().get(row), used);
      }
    }
    html.close();
    return html;
  }

  private void cell(Html html, ModeReport mode, JudgedFeature judged, Set<String> used) {
    Cell cell = judged.cell();
    html.open(
        "article",
        "id",
        sheet.evidenceId(judged.feature(), mode),
        "tabindex",
        "-1",
        "class",
        judged.isObstacle() && judged.support() != Support.UNVERIFIED ? "matters" : "quiet");
    html.open("h3");
    html.text(judged.feature().title() + " ");
    html.leaf("span", "on " + mode.mode().title(), "class", "on");
    html.close();
    html.open("p", "class", "verdict " + Words.style(judged.support()));
    html.leaf("span", Words.symbol(judged.support()), "class", "symbol", "aria-hidden", "true");
    html.text(" " + Words.sentence(judged.support(), cell));
    if (cell.flaky()) {
      html.text(", flaky: runs of the same probe disagreed");
    }
    html.close();
    html.leaf("p", judged.feature().description(), "class", "about");
    Waived waived = judged.waived();
    if (waived != null) {
      html.leaf("p", "Waived until %s: %s".formatted(waived.until(), waived.reason()));
    }
    if (!cell.note().isEmpty()) {
      html.leaf("p", cell.note(), "class", "note");
    }
    if (!cell.workaround().isEmpty()) {
      html.open("p", "class", "workaround").leaf("b", "Way round: ");
      html.text(cell.workaround()).close();
    }
    links(html, cell.links());
    if (cell.evidence().isEmpty()) {
      html.leaf("p", Words.meaning(judged.support()), "class", "about");
    }
    cell.evidence().forEach(x -> evidence(html, x, used));
    html.close();
  }

  private static void links(Html html, List<String> links) {
    if (links.isEmpty()) {
      return;
    }
    html.open("ul", "class", "links");
    links.forEach(x -> html.open("li").link(x).close());
    html.close();
  }

  private void evidence(Html html, Evidence evidence, Set<String> used) {
    html.open("div", "class", "proof");
    html.open("p", "class", "summary");
    html.leaf("span", evidence.kind().text(), "class", "kind");
    html.text(" " + evidence.summary()).close();
    html.open("dl");
    source(html, evidence, used);
    if (!evidence.options().isEmpty()) {
      lines(html, "Options", evidence.options());
    }
    if (evidence.isProbe()) {
      lines(html, "Expected", evidence.expected());
      if (!evidence.observed().equals(evidence.expected())) {
        lines(html, "Observed", evidence.observed());
      }
    }
    String version = evidence.runnerVersion() == null ? "" : ", engine " + evidence.runnerVersion();
    entry(html, "Versions", "Beam " + evidence.beamVersion() + version);
    entry(html, "Date", evidence.date().toString());
    html.close().close();
  }

  private void source(Html html, Evidence evidence, Set<String> used) {
    html.leaf("dt", evidence.isProbe() ? "Probe" : "Source").open("dd");
    if (!evidence.isProbe()) {
      html.link(evidence.source());
    } else if (probes.source(evidence.source()).isEmpty()) {
      html.leaf("code", evidence.source());
    } else {
      used.add(evidence.source());
      html.leaf("a", evidence.source(), "href", "#probe-" + evidence.source(), "class", "probe");
    }
    html.close();
  }

  private static void entry(Html html, String name, String value) {
    if (!value.isEmpty()) {
      html.leaf("dt", name).open("dd").leaf("code", value).close();
    }
  }

  private static void lines(Html html, String name, List<String> lines) {
    html.leaf("dt", name).open("dd");
    if (lines.isEmpty()) {
      html.leaf("i", "nothing");
    } else {
      html.leaf("pre", String.join("\n", lines));
    }
    html.close();
  }
}
