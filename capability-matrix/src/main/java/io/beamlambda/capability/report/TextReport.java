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
import io.beamlambda.capability.Support;
import java.util.List;
import java.util.stream.Stream;

/** For a terminal: a table where it fits, then each mode's verdict and what is in its way. */
final class TextReport implements ReportFormat {

  private static final String INDENT = "    ";

  private final Terminal terminal;

  TextReport(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public String render(Report report) {
    StringBuilder out = new StringBuilder();
    for (PipelineReport pipeline : report.pipelines()) {
      if (!out.isEmpty()) {
        out.append('\n');
      }
      render(pipeline, out);
    }
    return out.toString();
  }

  private void render(PipelineReport pipeline, StringBuilder out) {
    out.append(
        "%s (%s), %d features\n\n"
            .formatted(
                pipeline.name(),
                Words.execution(pipeline.execution()),
                pipeline.features().size()));
    TextTable table = new TextTable(terminal, pipeline);
    if (table.fits()) {
      out.append(table.render()).append('\n');
    } else {
      pipeline
          .features()
          .forEach(x -> out.append("  %s (%s)\n".formatted(x.feature().title(), x.feature().id())));
      out.append('\n');
    }
    pipeline.modes().forEach(mode -> render(pipeline, mode, out));
  }

  private void render(PipelineReport pipeline, ModeReport mode, StringBuilder out) {
    String symbol = Words.symbol(mode.verdict());
    out.append(
        "%s %s: %s\n"
            .formatted(
                Ink.of(mode.verdict()).on(symbol, terminal),
                mode.mode().title(),
                Words.verdict(mode.verdict())));
    for (JudgedFeature judged : mode.obstacles()) {
      wrap(
          "  - %s: %s%s"
              .formatted(
                  judged.feature().title(),
                  Words.sentence(judged.support(), judged.cell()),
                  judged.cell().flaky() ? " (flaky)" : ""),
          out);
      Waived waived = judged.waived();
      if (waived != null) {
        wrap(INDENT + "Waived until %s: %s".formatted(waived.until(), waived.reason()), out);
      }
      if (judged.support() == Support.UNVERIFIED) {
        continue;
      }
      findings(pipeline, judged)
          .map(x -> INDENT + "In %s: %s".formatted(x.transform(), x.detail()))
          .forEach(x -> wrap(x, out));
      Stream.of(judged.cell().note(), judged.cell().workaround())
          .filter(x -> !x.isEmpty())
          .forEach(x -> wrap(INDENT + x, out));
    }
  }

  private static Stream<Finding> findings(PipelineReport pipeline, JudgedFeature judged) {
    return pipeline.features().stream()
        .filter(x -> x.feature().equals(judged.feature()))
        .map(UsedFeature::findings)
        .flatMap(List::stream);
  }

  /** Writes a paragraph whose further lines are indented as the first one's text. */
  private void wrap(String paragraph, StringBuilder out) {
    String indent = INDENT;
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > terminal.columns()) {
        out.append(line).append('\n');
        line.setLength(0);
        line.append(indent).append(word);
      } else {
        line.append(line.isEmpty() && out.length() == 0 ? "" : line.isEmpty() ? "" : " ")
            .append(word);
      }
    }
    out.append(line).append('\n');
  }
}
