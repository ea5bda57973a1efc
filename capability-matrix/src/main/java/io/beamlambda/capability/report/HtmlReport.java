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
import io.beamlambda.capability.Support;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One page with everything inside, readable without its script. */
final class HtmlReport implements ReportFormat {

  private final Catalogue catalogue = Catalogue.load();
  private final ProbeSources probes = new ProbeSources();

  @Override
  public String render(Report report) {
    Set<String> used = new TreeSet<>();
    Html html = new Html();
    String names =
        report.pipelines().stream().map(PipelineReport::name).collect(Collectors.joining(", "));
    html.open("header").leaf("h1", "Where it runs: " + names);
    html.leaf(
        "p",
        "What these pipelines use of the Beam model, and what each runner does with it. Every cell"
            + " has its evidence.");
    html.close();
    for (int index = 0; index < report.pipelines().size(); index++) {
      pipeline(html, report.pipelines().get(index), "p" + (index + 1), used);
    }
    html.add(legend());
    html.add(code(used));
    return HtmlPage.of("Where it runs: " + names, html);
  }

  private void pipeline(Html html, PipelineReport pipeline, String id, Set<String> used) {
    Sheet sheet =
        new Sheet(
            id,
            "Features of %s by runner".formatted(pipeline.name()),
            pipeline.features(),
            pipeline.suitable());
    html.open("section", "class", "pipeline", "id", id);
    html.open("h2").text(pipeline.name() + " ");
    html.leaf(
            "small",
            "%s, %d features"
                .formatted(Words.execution(pipeline.execution()), pipeline.features().size()))
        .close();
    html.add(new HtmlVerdicts(sheet).render());
    if (!pipeline.unsuitable().isEmpty()) {
      html.leaf(
          "p",
          "Not for %s jobs: %s."
              .formatted(Words.execution(pipeline.execution()), pipeline.unsuitable()),
          "class",
          "about");
    }
    html.add(new HtmlTable(catalogue, sheet).render());
    html.add(new HtmlEvidence(sheet, probes).render(used));
    html.close();
  }

  /** What symbols and words mean. */
  static Html legend() {
    Html html = new Html();
    html.open("section", "class", "legend").leaf("h2", "What the cells say").open("dl");
    for (Support support : Support.values()) {
      html.open("dt", "class", Words.style(support));
      html.leaf("span", Words.symbol(support), "class", "symbol", "aria-hidden", "true");
      html.text(" " + Words.brief(support)).close();
      html.open("dd");
      html.leaf("b", support.text()).text(" " + Words.meaning(support)).close();
    }
    html.open("dt", "class", "yes hearsay").text("outlined").close();
    html.open("dd").leaf("b", "by sources");
    html.text(" No probe ran: documents, code or Beam's own tests say so.").close();
    html.close().close();
    return html;
  }

  private Html code(Set<String> used) {
    return code(used, probes);
  }

  /** The code of probes. */
  static Html code(Set<String> used, ProbeSources probes) {
    Html html = new Html();
    if (used.isEmpty()) {
      return html;
    }
    html.open("section", "class", "probes").leaf("h2", "Probes");
    html.leaf("p", "Each is a tiny pipeline whose output proves what a runner does.");
    for (String name : used) {
      html.open("details", "id", "probe-" + name);
      html.leaf("summary", name);
      html.open("pre").leaf("code", probes.source(name).orElse("")).close();
      html.close();
    }
    html.close();
    return html;
  }
}
