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
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.SampleMatrix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextReportTest {

  private final Matrix matrix = SampleMatrix.load();

  @Test
  void modesThatRunTheJobAreInATableAndTheOthersAreNamed() {
    String text = text(Terminal.plain(), all());

    assertThat(text)
        .contains("Direct    Flink     Spark     Dataflow")
        .containsPattern("Map state +\\? unknown ✗ fails   \\? unknown")
        .contains("Not for streaming jobs: Flink batch, Flink batch on DataStream, Spark batch,");
    assertFits(text, 100);
  }

  @Test
  void aTableThatDoesNotFitIsAListInstead() {
    String text = text(new Terminal(70, Terminal.Colours.NONE), all());

    assertThat(text)
        .contains("  Map state (state.map)\n")
        .doesNotContain("✗ fails ")
        .contains("≠ Flink streaming: runs, with wrong results");
    assertFits(text, 70);
  }

  @Test
  void whatIsInTheWayIsNamedWithItsPlaceAndTheWayRound() {
    assertThat(text(new Terminal(300, Terminal.Colours.NONE), "flink-streaming"))
        .contains(
            "  - Bundle finalizer: yes with --checkpointingInterval > 0; otherwise silently wrong\n"
                + "    In Read queue: AckFn\n"
                + "    Callbacks come with a checkpoint. Never without.\n"
                + "    Set --checkpointingInterval.\n")
        .contains("    Waived until 2027-01-31: Bags are small <here>.\n");
  }

  @Test
  void coloursAreForTerminalsThatShowThem() {
    assertThat(text(Terminal.plain(), "direct")).doesNotContain("\u001b");
    assertThat(text(Terminal.of(Map.of("TERM", "xterm")), "direct")).contains("\u001b[31m");
    assertThat(text(Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1")), "direct"))
        .doesNotContain("\u001b");
    assertThat(text(Terminal.of(Map.of("TERM", "dumb")), "direct")).doesNotContain("\u001b");
  }

  @Test
  void pipelinesFollowEachOther() {
    Report report =
        new Report(
            List.of(
                Samples.pipeline(matrix, "first", "direct"),
                Samples.pipeline(matrix, "second", "direct")));

    assertThat(ReportFormat.text(Terminal.plain()).render(report))
        .startsWith("first (streaming), 8 features\n")
        .contains("\n\nsecond (streaming), 8 features\n");
  }

  private static void assertFits(String text, int columns) {
    assertThat(text.lines().filter(x -> x.length() > columns).filter(x -> x.strip().contains(" ")))
        .as("lines that are too long and could be broken")
        .isEmpty();
  }

  private String[] all() {
    return matrix.catalogue().modes().stream().map(Mode::id).toArray(String[]::new);
  }

  private String text(Terminal terminal, String... modes) {
    return ReportFormat.text(terminal).render(Samples.report(matrix, modes));
  }
}
