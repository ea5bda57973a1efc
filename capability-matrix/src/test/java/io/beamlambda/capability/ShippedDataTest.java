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
package io.beamlambda.capability;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the data files have to be, whatever they say. */
class ShippedDataTest {

  private static final DataFiles FILES = DataFiles.shipped();

  private final Catalogue catalogue = Catalogue.load();

  static Stream<String> modes() {
    return Catalogue.load().modes().stream().map(Mode::id);
  }

  @Test
  void idsBeginWithTheirGroupAndAreLowerCase() {
    assertThat(catalogue.features()).hasSizeGreaterThanOrEqualTo(55);
    for (Feature feature : catalogue.features()) {
      assertThat(feature.id()).startsWith(feature.group() + ".").matches("[a-z]+\\.[a-z-]+");
      assertThat(feature.title()).isNotBlank();
      assertThat(feature.description()).endsWith(".");
    }
  }

  @Test
  void modesThatCanRunHereHaveConstants() {
    assertThat(catalogue.modes().stream().filter(Mode::installed).map(Mode::id))
        .containsExactly(
            Mode.DIRECT,
            Mode.FLINK_STREAMING,
            Mode.FLINK_BATCH,
            Mode.FLINK_BATCH_DATASTREAM,
            Mode.SPARK_BATCH,
            Mode.SPARK_STREAMING,
            Mode.SPARK_STRUCTURED_STREAMING);
  }

  @Test
  void theWholeMatrixCanBeMade() {
    Matrix matrix = Matrix.load();

    for (Feature feature : catalogue.features()) {
      for (Mode mode : catalogue.modes()) {
        Cell cell = matrix.cell(feature.id(), mode.id());
        assertThat(cell.support() == Support.CONDITIONAL).isEqualTo(cell.condition() != null);
        if (cell.support() != Support.UNVERIFIED && cell.support() != Support.NOT_APPLICABLE) {
          assertThat(cell.evidence())
              .as("%s on %s: evidence", feature.id(), mode.id())
              .isNotEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("modes")
  void evidenceFilesAreSortedAndSayEachThingOnce(String mode) {
    FILES
        .read("evidence/%s.json".formatted(mode), EvidenceFile.class)
        .ifPresent(
            file -> {
              assertThat(catalogue.mode(mode).installed()).as("%s can run here", mode).isTrue();
              assertThat(file.versions().beam()).isNotBlank();
              assertThat(file.probes())
                  .allSatisfy(
                      entry -> {
                        catalogue.feature(entry.feature());
                        assertThat(entry.job()).isIn("batch", "streaming");
                        assertThat(entry.support()).isNotNull();
                        assertThat(entry.options()).allMatch(x -> x.startsWith("--"));
                        assertThat(entry.expected()).as("%s: expected", entry.probe()).isSorted();
                        assertThat(entry.observed()).as("%s: observed", entry.probe()).isSorted();
                      })
                  .extracting(x -> List.of(x.feature(), x.probe(), x.job(), x.options()))
                  .doesNotHaveDuplicates();
            });
  }

  @Test
  void notesSpeakOfWhatIsKnown() {
    for (Note note : read("notes.json", Note[].class)) {
      assertThat(catalogue.feature(note.feature()).id()).isEqualTo(note.feature());
      assertThat(note.modes()).isNotEmpty().doesNotHaveDuplicates();
      note.modes().forEach(catalogue::mode);
      assertThat(note.note()).isNotBlank();
      assertThat(note.links()).allMatch(x -> x.startsWith("https://"));
    }
  }

  @Test
  void whatProbesFindWrongHasWordsAndAWayRoundAndWhatTheyFindRightHasNone() {
    Matrix matrix = Matrix.load();

    for (Feature feature : catalogue.features()) {
      for (Mode mode : catalogue.modes().stream().filter(Mode::installed).toList()) {
        Cell cell = matrix.cell(feature.id(), mode.id());
        String where = "%s on %s: %s".formatted(feature.id(), mode.id(), cell.support());
        switch (cell.support()) {
          case YES -> assertThat(cell.note()).as(where).isEmpty();
          case CONDITIONAL, PARTIAL, REJECTS, FAILS, SILENTLY_WRONG -> {
            assertThat(cell.note()).as(where).endsWith(".");
            assertThat(cell.workaround()).as(where).isNotEmpty();
          }
          case UNVERIFIED, NOT_APPLICABLE -> {}
        }
      }
    }
  }

  @Test
  void theReadmeCountsWhatTheMatrixSays() throws IOException {
    Matrix matrix = Matrix.load();
    List<String> rows = new ArrayList<>();
    for (Mode mode : catalogue.modes().stream().filter(Mode::installed).toList()) {
      Map<Support, Long> counts =
          catalogue.features().stream()
              .collect(groupingBy(x -> matrix.cell(x.id(), mode.id()).support(), counting()));
      rows.add(
          Stream.of(
                  Support.YES,
                  Support.CONDITIONAL,
                  Support.PARTIAL,
                  Support.REJECTS,
                  Support.FAILS,
                  Support.SILENTLY_WRONG,
                  Support.UNVERIFIED,
                  Support.NOT_APPLICABLE)
              .map(support -> String.valueOf(counts.getOrDefault(support, 0L)))
              .collect(joining(" | ", "| " + mode.title() + " | ", " |")));
    }

    assertThat(Files.readString(Path.of("..", "README.md"))).contains(String.join("\n", rows));
  }

  @Test
  void documentedEntriesHaveASourceAndSpeakOfModesThatCannotRunHere() {
    List<List<String>> seen = new ArrayList<>();
    for (Documented entry : read("documented.json", Documented[].class)) {
      assertThat(catalogue.feature(entry.feature()).id()).isEqualTo(entry.feature());
      assertThat(catalogue.mode(entry.mode()).installed()).isFalse();
      assertThat(entry.value()).isNotIn(Support.NOT_APPLICABLE, Support.CONDITIONAL);
      assertThat(entry.evidence().source()).startsWith("https://");
      assertThat(entry.evidence().summary()).isNotBlank();
      seen.add(List.of(entry.feature(), entry.mode(), entry.source()));
    }
    assertThat(seen).doesNotHaveDuplicates();
  }

  @Test
  void thePublishedMatrixSpeaksOfWhatIsKnownAndSaysEachThingOnce() {
    PublishedMatrix published = PublishedMatrix.load();

    assertThat(published.source()).startsWith("https://");
    assertThat(published.page()).startsWith("https://");
    assertThat(published.cells())
        .allSatisfy(
            claim -> {
              assertThat(catalogue.feature(claim.feature()).id()).isEqualTo(claim.feature());
              assertThat(catalogue.mode(claim.mode()).id()).isEqualTo(claim.mode());
              assertThat(claim.value()).isIn("yes", "partly", "no");
              assertThat(claim.meaning()).isIn("yes", "partly", "no");
              assertThat(claim.row()).isNotBlank();
            })
        .extracting(x -> List.of(x.row(), x.feature(), x.mode()))
        .doesNotHaveDuplicates();
  }

  private static <T> List<T> read(String name, Class<T[]> type) {
    return FILES.read(name, type).stream().flatMap(Arrays::stream).toList();
  }
}
