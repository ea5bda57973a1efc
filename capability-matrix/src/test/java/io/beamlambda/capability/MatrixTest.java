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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {

  private final Matrix matrix =
      Matrix.load(DataFiles.shipped(), new DataFiles("io/beamlambda/capability/sample"));

  @ParameterizedTest(name = "{0} on {1}: {2}, otherwise {3}")
  @CsvSource({
    // One probe.
    "win.fixed, flink-streaming, yes, yes",
    "trig.early, flink-streaming, partial, partial",
    // The worst of several probes, and of batch and streaming jobs.
    "state.map, flink-streaming, fails at run, fails at run",
    "win.fixed, direct, rejects at submit, rejects at submit",
    // An option mends it; no one option mends all.
    "dofn.bundle-finalizer, flink-streaming, conditional, silently wrong",
    "state.bag, flink-streaming, silently wrong, silently wrong",
    // Hung without, and with output that is not right.
    "side.unbounded, flink-streaming, fails at run, fails at run",
    "side.triggered, flink-streaming, silently wrong, silently wrong",
    // What cannot occur, even if its probe was right.
    "sdf.bounded, flink-streaming, not applicable, not applicable",
    "sdf.bounded, direct, yes, yes",
    "trig.late, flink-batch, not applicable, not applicable",
    // Not probed, no file, nothing known.
    "win.global, flink-streaming, unverified, unverified",
    "win.fixed, spark-batch, unverified, unverified",
    "win.fixed, samza, unverified, unverified",
    // Code counts more than a document.
    "state.map, prism, rejects at submit, rejects at submit",
  })
  void evidenceMakesTheCell(String feature, String mode, String support, String otherwise) {
    Cell cell = matrix.cell(feature, mode);

    assertThat(cell.support()).isEqualTo(Support.of(support));
    assertThat(cell.otherwise()).isEqualTo(Support.of(otherwise));
  }

  @Test
  void aConditionIsTheOptionThatMadeTheProbeRight() {
    assertThat(matrix.cell("dofn.bundle-finalizer", "flink-streaming").condition())
        .isEqualTo(new Condition("checkpointingInterval", "> 0"));
  }

  @Test
  void notesOfOneCellAreJoined() {
    Cell cell = matrix.cell("dofn.bundle-finalizer", "flink-streaming");

    assertThat(cell.note()).isEqualTo("Callbacks come with a checkpoint. Never without.");
    assertThat(cell.workaround()).isEqualTo("Set --checkpointingInterval.");
    assertThat(cell.links()).containsExactly("https://github.com/apache/beam/issues/1");
  }

  @Test
  void evidenceSaysWhatWasSeen() {
    Cell cell = matrix.cell("state.map", "flink-streaming");

    assertThat(cell.evidence())
        .extracting(Evidence::source, Evidence::summary)
        .containsExactly(
            tuple("MapProbe", "As a streaming job: the output is as expected"),
            tuple(
                "MapKeysProbe",
                "As a streaming job: the job failed: IllegalStateException: <no> keys"));
  }

  @Test
  void wrongOutputIsCounted() {
    assertThat(matrix.cell("side.triggered", "flink-streaming").evidence())
        .extracting(Evidence::summary)
        .containsExactly(
            "As a streaming job: the job did not get done in time; 1 of 1 missing, 1 not expected");
  }

  @Test
  void whatDocumentsSayIsKeptBesideWhatProbesSaw() {
    assertThat(matrix.cell("win.fixed", "flink-streaming").evidence())
        .extracting(Evidence::kind)
        .containsExactly(Evidence.Kind.PROBE, Evidence.Kind.DOCUMENTATION);
  }

  @Test
  void aProbeThatWasRunWhereItsFeatureCannotOccurIsKept() {
    assertThat(matrix.cell("sdf.bounded", "flink-streaming").evidence()).hasSize(1);
  }

  @Test
  void flakinessIsShown() {
    assertThat(matrix.cell("side.triggered", "flink-streaming").flaky()).isTrue();
    assertThat(matrix.cell("side.unbounded", "flink-streaming").flaky()).isFalse();
  }

  @Test
  void versionsAreThoseOfTheFile() {
    assertThat(matrix.versions("flink-streaming"))
        .contains(
            new Versions("2.70.0", "FlinkRunner", "1.19.2", "17.0.15", LocalDate.of(2026, 11, 21)));
    assertThat(matrix.versions("spark-batch")).isEmpty();
  }

  @Test
  void anUnknownIdIsNamed() {
    assertThatThrownBy(() -> matrix.cell("state.mapp", "direct"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Unknown feature 'state.mapp'")
        .hasMessageContaining("state.map,");
    assertThatThrownBy(() -> matrix.cell("state.map", "flink"))
        .hasMessageContaining("Unknown mode 'flink'")
        .hasMessageContaining("flink-streaming");
  }
}
