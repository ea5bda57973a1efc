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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What our probes say beside what Beam's own ValidatesRunner tests say, feature by feature, on the
 * modes on which those were run.
 *
 * @param rows in the catalogue's order; a feature that no test speaks of has none
 */
public record BeamTestsComparison(List<Row> rows) {

  private static final String FOLDER = "validates-runner/";

  public BeamTestsComparison {
    rows = List.copyOf(rows);
  }

  /**
   * One feature on one mode.
   *
   * @param passed how many of Beam's tests passed
   * @param total how many were run
   * @param notPassed those that did not, each with its reason
   * @param probed what our probes say
   * @param agreement whether the two say the same
   * @param explanation why they do not; empty if they do
   * @param date when Beam's tests were run
   * @param beamVersion the Beam version whose tests they are
   */
  public record Row(
      Feature feature,
      Mode mode,
      int passed,
      int total,
      List<String> notPassed,
      Support probed,
      Agreement agreement,
      String explanation,
      String date,
      String beamVersion) {

    public Row {
      notPassed = List.copyOf(notPassed);
    }
  }

  /** Whether probes and Beam's tests say the same. */
  public enum Agreement {
    /** Yes and all passed; or not yes and not all passed. */
    AGREES("agrees"),
    /** They differ, and it is known why. */
    EXPLAINED("differs, explained"),
    /** They differ, and nobody knows why. */
    CONTRADICTS("contradicts");

    private final String text;

    Agreement(String text) {
      this.text = text;
    }

    /** The words that reports use. */
    public String text() {
      return text;
    }
  }

  record Explanation(String feature, List<String> modes, String explanation) {}

  /** Compares what this module ships. */
  public static BeamTestsComparison of(Matrix matrix) {
    DataFiles files = DataFiles.shipped();
    List<Explanation> explanations = explanations(files);
    List<Row> rows = new ArrayList<>();
    for (Mode mode : matrix.catalogue().modes()) {
      Optional<BeamTestsFile> file = files.read(FOLDER + mode.id() + ".json", BeamTestsFile.class);
      if (file.isPresent()) {
        for (Feature feature : matrix.catalogue().features()) {
          row(feature, mode, file.get(), matrix.cell(feature.id(), mode.id()), explanations)
              .ifPresent(rows::add);
        }
      }
    }
    return new BeamTestsComparison(rows);
  }

  static List<Explanation> explanations(DataFiles files) {
    return files
        .read(FOLDER + "explanations.json", Explanation[].class)
        .map(Arrays::asList)
        .orElse(List.of());
  }

  private static Optional<Row> row(
      Feature feature, Mode mode, BeamTestsFile file, Cell cell, List<Explanation> explanations) {
    List<BeamTestsFile.Entry> tests =
        file.tests().stream()
            .filter(test -> test.features().contains(feature.id()) && test.ran())
            .toList();
    if (tests.isEmpty()
        || cell.support() == Support.NOT_APPLICABLE
        || cell.support() == Support.UNVERIFIED) {
      return Optional.empty();
    }
    int passed = (int) tests.stream().filter(BeamTestsFile.Entry::passed).count();
    String explanation =
        explanations.stream()
            .filter(x -> x.feature().equals(feature.id()) && x.modes().contains(mode.id()))
            .map(Explanation::explanation)
            .findFirst()
            .orElse("");
    return Optional.of(
        new Row(
            feature,
            mode,
            passed,
            tests.size(),
            tests.stream()
                .filter(test -> !test.passed())
                .map(
                    test ->
                        "%s (%s): %s".formatted(test.shortName(), test.outcome(), test.reason()))
                .toList(),
            cell.support(),
            agreement(passed == tests.size(), cell, explanation),
            explanation,
            file.date(),
            file.beamVersion()));
  }

  private static Agreement agreement(boolean allPassed, Cell cell, String explanation) {
    // Without an option that Beam's tests do not set, either.
    if (allPassed == (cell.otherwise() == Support.YES)) {
      return Agreement.AGREES;
    }
    return explanation.isEmpty() ? Agreement.CONTRADICTS : Agreement.EXPLAINED;
  }

  /** How many rows say so. */
  public long count(Agreement agreement) {
    return rows.stream().filter(row -> row.agreement() == agreement).count();
  }
}
