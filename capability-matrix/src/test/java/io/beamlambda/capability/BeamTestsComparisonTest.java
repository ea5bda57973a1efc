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

import io.beamlambda.capability.BeamTestsComparison.Agreement;
import io.beamlambda.capability.BeamTestsComparison.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeamTestsComparisonTest {

  private final BeamTestsComparison comparison = BeamTestsComparison.of(Matrix.load());

  @Test
  void noContradictionIsUnexplained() {
    assertThat(comparison.rows())
        .filteredOn(row -> row.agreement() == Agreement.CONTRADICTS)
        .extracting(
            row ->
                "%s on %s: probe says %s, Beam's tests %d of %d; %s"
                    .formatted(
                        row.feature().id(),
                        row.mode().id(),
                        row.probed().text(),
                        row.passed(),
                        row.total(),
                        row.notPassed()))
        .isEmpty();
  }

  @Test
  void everyExplanationExplainsADifference() {
    List<String> explained =
        comparison.rows().stream()
            .filter(row -> row.agreement() == Agreement.EXPLAINED)
            .map(BeamTestsComparisonTest::key)
            .toList();

    assertThat(BeamTestsComparison.explanations(DataFiles.shipped()))
        .allSatisfy(
            explanation ->
                assertThat(explanation.modes())
                    .allSatisfy(
                        mode ->
                            assertThat(explained).contains(explanation.feature() + " " + mode)));
  }

  @Test
  void fourModesAreCompared() {
    assertThat(comparison.rows())
        .extracting(row -> row.mode().id())
        .contains(Mode.DIRECT, Mode.FLINK_STREAMING, Mode.SPARK_BATCH, Mode.SPARK_STREAMING);
  }

  private static String key(Row row) {
    return row.feature().id() + " " + row.mode().id();
  }
}
