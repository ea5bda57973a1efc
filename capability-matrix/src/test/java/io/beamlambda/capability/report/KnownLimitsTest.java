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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamlambda.capability.Cell;
import io.beamlambda.capability.Feature;
import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownLimitsTest {

  private static final Path PROFILES = Path.of("..", "runner-profiles");

  private final Matrix matrix = Matrix.load();
  private final KnownLimits limits = new KnownLimits(matrix);

  @Test
  void theReadmesOfTheProfilesSayWhatTheMatrixSays() throws IOException {
    List<Path> readmes = KnownLimitsCommand.readmes(PROFILES);

    assertThat(readmes)
        .extracting(KnownLimitsCommand::profileOf)
        .contains("dataflow", "direct", "flink", "spark");
    for (Path readme : readmes) {
      String text = Files.readString(readme);
      assertThat(text)
          .as("%s; capability-matrix/limits writes it", readme)
          .isEqualTo(limits.in(text, KnownLimitsCommand.profileOf(readme)));
    }
  }

  @Test
  void everythingThatAModeDoesNotDoRightIsListedWithAWayRound() {
    String section = limits.of("spark");

    for (String mode : List.of(Mode.SPARK_BATCH, Mode.SPARK_STREAMING)) {
      for (Feature feature : matrix.catalogue().features()) {
        Cell cell = matrix.cell(feature.id(), mode);
        switch (cell.support()) {
          case REJECTS, FAILS, SILENTLY_WRONG, PARTIAL, CONDITIONAL ->
              assertThat(section)
                  .contains("`%s`".formatted(feature.id()))
                  .contains(Markdown.text(cell.note()), Markdown.text(cell.workaround()));
          case YES -> assertThat(cell.note()).isEmpty();
          case UNVERIFIED, NOT_APPLICABLE -> {}
        }
      }
    }
    assertThat(section).contains("#### Spark Structured Streaming");
  }

  @Test
  void whatOnlyOthersSayIsListedInTheirWordsWithTheSource() {
    assertThat(limits.of("dataflow"))
        .contains("no probe has run there")
        .contains(
            "| @RequiresTimeSortedInput `dofn.time-sorted-input` | ⊘ rejects at submit |"
                + " DataflowRunner.verifyDoFnSupported throws")
        .contains("([code](https://github.com/apache/beam/blob/v2.70.0/");
  }

  @Test
  void whatStandsAroundTheSectionStays() {
    String readme =
        """
        # Flink
        <!-- known limits: written by capability-matrix/limits -->
        old
        <!-- end of known limits -->

        ## More
        """;

    String written = limits.in(readme, "flink");

    assertThat(written)
        .startsWith("# Flink\n<!-- known")
        .endsWith("<!-- end of known limits -->\n\n## More\n")
        .contains("#### Flink streaming")
        .doesNotContain("old\n");
    assertThat(limits.in(written, "flink")).isEqualTo(written);
  }

  @Test
  void aReadmeWithoutAPlaceAndAnUnknownRunnerAreRefused() {
    assertThatThrownBy(() -> limits.in("# Flink\n", "flink"))
        .hasMessageStartingWith("The README of flink has no place for its known limits");
    assertThatThrownBy(() -> limits.of("storm"))
        .hasMessage("The capability matrix has no mode of 'storm'");
  }
}
