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

import java.util.ArrayList;
import java.util.List;

/** Features by modes, as text. */
final class TextTable {

  private static final int CELL = 9;
  private static final int LEAST_TITLE = 20;
  private static final int GAP = 1;

  private final Terminal terminal;
  private final PipelineReport pipeline;
  private final int titleWidth;

  TextTable(Terminal terminal, PipelineReport pipeline) {
    this.terminal = terminal;
    this.pipeline = pipeline;
    int longest =
        pipeline.features().stream().mapToInt(x -> x.feature().title().length()).max().orElse(0);
    this.titleWidth =
        Math.min(longest, terminal.columns() - pipeline.modes().size() * (CELL + GAP));
  }

  boolean fits() {
    return titleWidth >= Math.min(LEAST_TITLE, longestTitle());
  }

  private int longestTitle() {
    return pipeline.features().stream().mapToInt(x -> x.feature().title().length()).max().orElse(0);
  }

  String render() {
    StringBuilder out = new StringBuilder();
    List<List<String>> heads =
        pipeline.modes().stream().map(x -> lines(x.mode().title(), CELL)).toList();
    int height = heads.stream().mapToInt(List::size).max().orElse(0);
    for (int line = 0; line < height; line++) {
      StringBuilder row = new StringBuilder(" ".repeat(titleWidth));
      for (List<String> head : heads) {
        row.append(' ').append(pad(line < head.size() ? head.get(line) : "", CELL));
      }
      out.append(row.toString().stripTrailing()).append('\n');
    }
    for (int feature = 0; feature < pipeline.features().size(); feature++) {
      row(feature, out);
    }
    return out.toString();
  }

  private void row(int index, StringBuilder out) {
    List<String> title = lines(pipeline.features().get(index).feature().title(), titleWidth);
    StringBuilder row = new StringBuilder(pad(title.get(0), titleWidth));
    for (ModeReport mode : pipeline.modes()) {
      JudgedFeature judged = mode.features().get(index);
      String text = Words.symbol(judged.support()) + " " + Words.brief(judged.support());
      row.append(' ').append(Ink.of(judged.support()).on(pad(text, CELL), terminal));
    }
    out.append(row.toString().stripTrailing()).append('\n');
    title.stream().skip(1).forEach(x -> out.append(x).append('\n'));
  }

  /** Breaks at spaces, and inside of a word only if it is longer than a line. */
  private static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (longer.length() > width && !line.isEmpty()) {
        lines.add(line);
        longer = word;
      }
      while (longer.length() > width) {
        lines.add(longer.substring(0, width));
        longer = longer.substring(width);
      }
      line = longer;
    }
    lines.add(line);
    return lines;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
