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

import java.util.List;
import java.util.stream.Stream;

/**
 * Beam's own capability matrix, as published on its website, in the terms of this one.
 *
 * @param source the file that it was read from
 * @param page where it is published
 * @param version which version of the website
 * @param cells its cells, one for each of our features and modes that it speaks of
 */
public record PublishedMatrix(String source, String page, String version, List<Claim> cells) {

  /**
   * What it says of a feature on a mode.
   *
   * @param row its name for the feature
   * @param column its name for the runner
   * @param feature our feature's id
   * @param mode our mode's id
   * @param value {@code yes}, {@code partly} or {@code no}
   * @param words what it adds, shortened; empty if nothing
   * @param meaning the value that value and words have together for this feature and mode: {@code
   *     partly, batch mode only} is {@code no} for a streaming mode
   */
  public record Claim(
      String row,
      String column,
      String feature,
      String mode,
      String value,
      String words,
      String meaning) {

    /** Value and words. */
    public String text() {
      return words.isEmpty() ? value : value + ", " + words;
    }

    private boolean contradicts(Support seen) {
      return switch (seen) {
        case UNVERIFIED, NOT_APPLICABLE -> false;
        case YES -> meaning.equals("no");
        case CONDITIONAL, PARTIAL -> !meaning.equals("partly");
        case REJECTS, FAILS, SILENTLY_WRONG -> !meaning.equals("no");
      };
    }
  }

  /**
   * A claim that probes contradict.
   *
   * @param claim what is published
   * @param feature the feature
   * @param mode the mode
   * @param cell what probes saw
   */
  public record Difference(Claim claim, Feature feature, Mode mode, Cell cell) {}

  public PublishedMatrix {
    cells = List.copyOf(cells);
  }

  /** As it was when this module was built. */
  public static PublishedMatrix load() {
    return DataFiles.shipped().require("published-matrix.json", PublishedMatrix.class);
  }

  /** Where probes saw something else, in the order of the matrix's features and modes. */
  public List<Difference> differences(Matrix matrix) {
    List<Feature> features = matrix.catalogue().features();
    List<Mode> modes = matrix.catalogue().modes();
    return features.stream()
        .flatMap(feature -> modes.stream().flatMap(mode -> claims(feature, mode)))
        .map(
            claim ->
                new Difference(
                    claim,
                    matrix.catalogue().feature(claim.feature()),
                    matrix.catalogue().mode(claim.mode()),
                    matrix.cell(claim.feature(), claim.mode())))
        .filter(x -> x.cell().evidence().stream().anyMatch(Evidence::isProbe))
        .filter(x -> x.claim().contradicts(x.cell().support()))
        .toList();
  }

  private Stream<Claim> claims(Feature feature, Mode mode) {
    return cells.stream()
        .filter(x -> x.feature().equals(feature.id()) && x.mode().equals(mode.id()));
  }
}
