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
import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.Evidence;
import io.beamlambda.capability.Feature;
import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.PublishedMatrix;
import io.beamlambda.capability.Support;
import io.beamlambda.capability.Versions;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The whole matrix: every feature on every mode, and where Beam's published matrix differs. */
public final class MatrixPage {

  private static final String TITLE = "What Beam's runners really do";

  private final Matrix matrix;
  private final PublishedMatrix published;
  private final Sheet sheet;
  private final BeamTestsTable beamTests;

  /**
   * @param matrix what is shown
   * @param published what it is compared with
   * @param beamTests what it is compared with, too
   */
  public MatrixPage(Matrix matrix, PublishedMatrix published, BeamTestsComparison beamTests) {
    this.matrix = matrix;
    this.published = published;
    this.beamTests = new BeamTestsTable(matrix.catalogue().features(), beamTests);
    Catalogue catalogue = matrix.catalogue();
    this.sheet =
        new Sheet(
            "m",
            "Features of the Beam model by runner",
            catalogue.features().stream().map(x -> new UsedFeature(x, List.of())).toList(),
            catalogue.modes().stream().map(this::column).toList());
  }

  private ModeReport column(Mode mode) {
    List<JudgedFeature> cells =
        matrix.catalogue().features().stream().map(x -> judged(x, mode)).toList();
    return new ModeReport(mode, matrix.versions(mode.id()).orElse(null), Support.UNVERIFIED, cells);
  }

  private JudgedFeature judged(Feature feature, Mode mode) {
    var cell = matrix.cell(feature.id(), mode.id());
    return new JudgedFeature(feature, cell, cell.support(), null);
  }

  /** One page with everything inside. */
  public String html() {
    ProbeSources probes = new ProbeSources();
    Set<String> used = new TreeSet<>();
    Html html = new Html();
    html.open("header").leaf("h1", TITLE);
    html.leaf("p", about());
    html.close();
    html.add(new HtmlTable(matrix.catalogue(), sheet).render());
    html.add(HtmlReport.legend());
    html.add(counts());
    html.add(differences());
    if (!beamTests.isEmpty()) {
      html.add(beamTests.html());
    }
    html.add(new HtmlEvidence(sheet, probes).render(used));
    html.add(HtmlReport.code(used, probes));
    return HtmlPage.of(TITLE, html);
  }

  /** GitHub's dialect of Markdown: the table, the counts and the differences, without evidence. */
  public String markdown() {
    String page =
        new MatrixMarkdown(matrix.catalogue(), sheet, published, published.differences(matrix))
            .render(TITLE, about());
    return beamTests.isEmpty() ? page : page + beamTests.markdown();
  }

  private String about() {
    Optional<LocalDate> latest =
        matrix.catalogue().modes().stream()
            .flatMap(x -> matrix.versions(x.id()).stream())
            .map(Versions::date)
            .max(LocalDate::compareTo);
    Set<String> beam = new TreeSet<>();
    matrix
        .catalogue()
        .modes()
        .forEach(x -> matrix.versions(x.id()).ifPresent(v -> beam.add(v.beam())));
    return "%d features of the Beam model on %d runners and modes. %s What was not tried is shown as unknown, not as missing."
        .formatted(
            matrix.catalogue().features().size(),
            matrix.catalogue().modes().size(),
            latest
                .map(
                    date ->
                        "Probes ran with Beam %s, last on %s; outlined cells rest on what documents, code and Beam's own tests say."
                            .formatted(String.join(", ", beam), date))
                .orElse("No probe has run yet."));
  }

  private Html counts() {
    Html html = new Html();
    html.open("section").leaf("h2", "How many of each");
    html.open("div", "class", "wide").open("table", "class", "plain");
    html.leaf("caption", "Number of features by mode and support");
    html.open("thead").open("tr").leaf("th", "Mode", "scope", "col");
    html.leaf("th", "Beam", "scope", "col").leaf("th", "Engine", "scope", "col");
    for (Support support : Support.values()) {
      html.leaf("th", support.text(), "scope", "col", "class", "number");
    }
    html.close().close().open("tbody");
    for (ModeReport mode : sheet.modes()) {
      Versions versions = mode.versions();
      html.open("tr").leaf("th", mode.mode().title(), "scope", "row");
      html.leaf("td", versions == null ? "" : versions.beam());
      html.leaf("td", versions == null ? Words.versions(mode.mode(), null) : engine(versions));
      for (Support support : Support.values()) {
        long count = sheet.count(mode, support);
        html.leaf("td", String.valueOf(count), "class", count == 0 ? "number zero" : "number");
      }
      html.close();
    }
    return html.close().close().close().close();
  }

  private static String engine(Versions versions) {
    return versions.runnerVersion() == null ? "its own" : versions.runnerVersion();
  }

  private Html differences() {
    List<PublishedMatrix.Difference> differences = published.differences(matrix);
    Html html = new Html();
    html.open("section", "id", "differences");
    html.leaf("h2", "Where Beam's published matrix differs");
    html.open("p").text("The ");
    html.leaf("a", "published matrix", "href", published.page(), "rel", "noreferrer");
    html.text(" (").leaf("a", published.version(), "href", published.source(), "rel", "noreferrer");
    html.text(") says otherwise than what probes saw in %d cells.".formatted(differences.size()));
    html.close();
    if (!differences.isEmpty()) {
      html.open("div", "class", "wide").open("table", "class", "plain");
      html.leaf("caption", "Cells in which probes contradict Beam's published matrix");
      html.open("thead").open("tr");
      List.of("Feature", "Mode", "Published", "Seen", "Evidence")
          .forEach(x -> html.leaf("th", x, "scope", "col"));
      html.close().close().open("tbody");
      differences.forEach(x -> difference(html, x));
      html.close().close().close();
    }
    return html.close();
  }

  private void difference(Html html, PublishedMatrix.Difference difference) {
    Support support = difference.cell().support();
    html.open("tr").leaf("th", difference.feature().title(), "scope", "row");
    html.leaf("td", difference.mode().title());
    html.leaf("td", "%s (%s)".formatted(difference.claim().text(), difference.claim().row()));
    html.open("td");
    html.leaf(
        "a",
        Words.symbol(support) + " " + support.text(),
        "class",
        "saw " + Words.style(support),
        "href",
        "#" + sheet.id() + "-" + difference.feature().id() + "-" + difference.mode().id());
    html.close();
    html.open("td").text(difference.cell().note());
    difference.cell().evidence().stream()
        .filter(Evidence::isProbe)
        .forEach(x -> html.leaf("p", x.source() + ": " + x.summary(), "class", "about"));
    html.close().close();
  }
}
