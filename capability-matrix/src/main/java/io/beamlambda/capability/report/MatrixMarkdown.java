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
import io.beamlambda.capability.PublishedMatrix;
import io.beamlambda.capability.Support;
import io.beamlambda.capability.Versions;
import java.util.List;

/** The whole matrix as Markdown. */
final class MatrixMarkdown {

  private final Catalogue catalogue;
  private final Sheet sheet;
  private final PublishedMatrix published;
  private final List<PublishedMatrix.Difference> differences;
  private final StringBuilder out = new StringBuilder();

  MatrixMarkdown(
      Catalogue catalogue,
      Sheet sheet,
      PublishedMatrix published,
      List<PublishedMatrix.Difference> differences) {
    this.catalogue = catalogue;
    this.sheet = sheet;
    this.published = published;
    this.differences = differences;
  }

  String render(String title, String about) {
    out.append("# ").append(Markdown.text(title)).append("\n\n");
    out.append(Markdown.text(about)).append("\n\n");
    for (Support support : Support.values()) {
      out.append(
          "- %s **%s**: %s\n"
              .formatted(Words.symbol(support), support.text(), Words.meaning(support)));
    }
    catalogue.groups().forEach(this::group);
    counts();
    differences();
    return out.toString();
  }

  private void group(Catalogue.Group group) {
    out.append("\n## ").append(Markdown.text(group.title())).append("\n\n| feature |");
    sheet.modes().forEach(x -> out.append(' ').append(x.mode().title()).append(" |"));
    out.append("\n|---|").append("---|".repeat(sheet.modes().size())).append('\n');
    for (int row : sheet.rows(group)) {
      out.append("| ")
          .append(Markdown.text(sheet.features().get(row).feature().title()))
          .append(" |");
      for (ModeReport mode : sheet.modes()) {
        Support support = mode.features().get(row).support();
        out.append(' ')
            .append(Words.symbol(support))
            .append(' ')
            .append(Words.brief(support))
            .append(" |");
      }
      out.append('\n');
    }
  }

  private void counts() {
    out.append("\n## How many of each\n\n| mode | Beam | engine |");
    for (Support support : Support.values()) {
      out.append(' ').append(support.text()).append(" |");
    }
    out.append("\n|---|---|---|").append("--:|".repeat(Support.values().length)).append('\n');
    for (ModeReport mode : sheet.modes()) {
      Versions versions = mode.versions();
      out.append(
          "| %s | %s | %s |"
              .formatted(
                  mode.mode().title(),
                  versions == null ? "" : versions.beam(),
                  Words.versions(mode.mode(), versions)));
      for (Support support : Support.values()) {
        out.append(" %d |".formatted(sheet.count(mode, support)));
      }
      out.append('\n');
    }
  }

  private void differences() {
    out.append(
        "\n## Where Beam's published matrix differs\n\nThe [published matrix](%s) ([%s](%s)) says otherwise than what probes saw in %d cells.\n"
            .formatted(
                published.page(), published.version(), published.source(), differences.size()));
    if (differences.isEmpty()) {
      return;
    }
    out.append("\n| feature | mode | published | seen | evidence |\n|---|---|---|---|---|\n");
    for (PublishedMatrix.Difference difference : differences) {
      out.append(
          "| %s | %s | %s (%s) | %s %s | %s |\n"
              .formatted(
                  Markdown.text(difference.feature().title()),
                  difference.mode().title(),
                  Markdown.text(difference.claim().text()),
                  Markdown.text(difference.claim().row()),
                  Words.symbol(difference.cell().support()),
                  difference.cell().support().text(),
                  Markdown.text(
                      difference.cell().evidence().stream()
                          .filter(x -> x.isProbe())
                          .map(x -> x.source() + ": " + x.summary())
                          .findFirst()
                          .orElse(""))));
    }
  }
}
