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
import java.util.stream.Collectors;

/** For a pull request or a README. */
final class MarkdownReport implements ReportFormat {

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

  private static void render(PipelineReport pipeline, StringBuilder out) {
    out.append(
        "## %s\n\nA %s pipeline.\n\n"
            .formatted(Markdown.text(pipeline.name()), Words.execution(pipeline.execution())));
    out.append("| feature | ");
    pipeline.modes().forEach(x -> out.append(Markdown.text(x.mode().title())).append(" | "));
    out.append("where |\n|---|").append("---|".repeat(pipeline.modes().size())).append("---|\n");
    for (int index = 0; index < pipeline.features().size(); index++) {
      UsedFeature used = pipeline.features().get(index);
      out.append("| ").append(Markdown.text(used.feature().title())).append(" | ");
      for (ModeReport mode : pipeline.modes()) {
        out.append(cell(mode.features().get(index))).append(" | ");
      }
      out.append(
              used.findings().stream()
                  .map(Finding::transform)
                  .distinct()
                  .map(Markdown::code)
                  .collect(Collectors.joining(", ")))
          .append(" |\n");
    }
    out.append("| **verdict** | ");
    pipeline.modes().forEach(x -> out.append("**%s** | ".formatted(Words.verdict(x.verdict()))));
    out.append("|\n");
    for (ModeReport mode : pipeline.modes()) {
      obstacles(mode, out);
    }
  }

  private static String cell(JudgedFeature judged) {
    return Words.symbol(judged.support())
        + " "
        + Words.brief(judged.support())
        + (judged.waived() == null ? "" : ", waived");
  }

  private static void obstacles(ModeReport mode, StringBuilder out) {
    List<JudgedFeature> obstacles = mode.obstacles();
    if (obstacles.isEmpty()) {
      return;
    }
    out.append(
        "\n### %s: %s\n\n"
            .formatted(Markdown.text(mode.mode().title()), Words.verdict(mode.verdict())));
    for (JudgedFeature judged : obstacles) {
      out.append(
          "- **%s**: %s%s."
              .formatted(
                  Markdown.text(judged.feature().title()),
                  Markdown.text(Words.sentence(judged.support(), judged.cell())),
                  judged.cell().flaky() ? ", flaky" : ""));
      Waived waived = judged.waived();
      if (waived != null) {
        out.append(
            " Waived until %s: %s".formatted(waived.until(), Markdown.text(waived.reason())));
      }
      for (String words : List.of(judged.cell().note(), judged.cell().workaround())) {
        if (!words.isEmpty()) {
          out.append(' ').append(Markdown.text(words));
        }
      }
      for (String link : judged.cell().links()) {
        out.append(" <").append(link).append('>');
      }
      out.append('\n');
    }
  }
}
