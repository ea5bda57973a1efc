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

import io.beamlambda.capability.BeamTestsComparison;
import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.PublishedMatrix;
import io.beamlambda.capability.SampleMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PagesTest {

  private final Matrix sample = SampleMatrix.load();

  @Test
  void namesAreShownAndNotObeyed() {
    String page = reportPage();

    assertThat(page)
        .contains("Read &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;more&quot;")
        .doesNotContain("<script>alert");
  }

  @Test
  void everyCellOfAModeThatRunsTheJobLeadsToItsEvidence() {
    String page = reportPage();

    for (Mode mode : sample.catalogue().modes()) {
      if (mode.execution() == Execution.BATCH) {
        assertThat(page).doesNotContain("p1-state.map-" + mode.id());
        continue;
      }
      String id = "p1-state.map-" + mode.id();
      assertThat(page).contains("href=\"#" + id + "\"").contains("<article id=\"" + id + "\"");
    }
  }

  @Test
  void aPlaceInANameIsLeftAlone() {
    assertThat(HtmlPage.of("{{content}}", new Html().text("{{script}}")))
        .contains("<title>{{content}}</title>")
        .contains("<main>\n{{script}}\n</main>");
  }

  @Test
  void thePublishedMatrixIsContradictedOnlyByWhatProbesSaw() {
    assertThat(PublishedMatrix.load().differences(sample))
        .extracting(x -> x.feature().id() + " " + x.mode().id())
        .containsExactly(
            "trig.early flink-streaming",
            "state.bag flink-streaming",
            "dofn.bundle-finalizer flink-streaming");
  }

  @Test
  void theWholeMatrixIsWritten() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "matrix"));
    MatrixPage page = wholeMatrix();
    Files.writeString(folder.resolve("matrix.html"), page.html());
    Files.writeString(folder.resolve("matrix.md"), page.markdown());

    for (Mode mode : sample.catalogue().modes()) {
      assertThat(page.html()).contains(mode.title());
      assertThat(page.markdown()).contains("| %s |".formatted(mode.title()));
    }
    assertThat(page.markdown())
        .contains("| Multimap state | ✓ yes, 6 of 6 | ✗ fails, 0 of 6 |")
        .contains("Early firings on Flink streaming: Beam's test moves the processing-time clock")
        .doesNotContain("not explained");
  }

  private String reportPage() {
    String[] modes = sample.catalogue().modes().stream().map(Mode::id).toArray(String[]::new);
    return ReportFormat.html().render(Samples.report(sample, modes));
  }

  private static MatrixPage wholeMatrix() {
    Matrix matrix = Matrix.load();
    return new MatrixPage(matrix, PublishedMatrix.load(), BeamTestsComparison.of(matrix));
  }
}
