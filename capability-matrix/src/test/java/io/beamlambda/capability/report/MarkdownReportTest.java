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

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.SampleMatrix;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

  private final Matrix matrix = SampleMatrix.load();

  @Test
  void everyRowOfTheTableHasACellPerMode() {
    String report = ReportFormat.markdown().render(Samples.report(matrix, "direct", "prism"));

    assertThat(report.lines().filter(x -> x.startsWith("|")))
        .hasSize(2 + 8 + 1)
        .allSatisfy(row -> assertThat(row.replaceAll("\\\\\\|", "").split("\\|")).hasSize(5));
  }

  @Test
  void verdictsAndObstaclesAreThere() {
    assertThat(ReportFormat.markdown().render(Samples.report(matrix, "flink-streaming")))
        .contains("| **verdict** | **runs, with wrong results** | |")
        .contains("### Flink streaming: runs, with wrong results")
        .contains(
            "- **Bundle finalizer**: yes with --checkpointingInterval \\> 0; otherwise silently"
                + " wrong. Callbacks come with a checkpoint. Never without. Set"
                + " --checkpointingInterval. <https://github.com/apache/beam/issues/1>");
  }

  @Test
  void markupInNamesIsShownAndNotObeyed() {
    assertThat(Markdown.text("a|b *c* <d>\n[e]")).isEqualTo("a\\|b \\*c\\* \\<d\\> \\[e\\]");
    assertThat(Markdown.code("a`b|c")).isEqualTo("``a`b\\|c``");
  }
}
