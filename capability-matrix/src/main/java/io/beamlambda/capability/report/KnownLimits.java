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

import io.beamlambda.capability.Cell;
import io.beamlambda.capability.Evidence;
import io.beamlambda.capability.Feature;
import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.Support;
import io.beamlambda.capability.Versions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a runner's modes do not do right, as a section of its profile's README: everything that they
 * reject, fail at, do in part, under a condition, or silently wrong, with the way round.
 */
public final class KnownLimits {

  private static final Set<Support> LIMITS =
      EnumSet.of(
          Support.CONDITIONAL,
          Support.PARTIAL,
          Support.REJECTS,
          Support.FAILS,
          Support.SILENTLY_WRONG);

  private static final String BEGIN = "<!-- known limits: written by capability-matrix/limits -->";
  private static final String END = "<!-- end of known limits -->";

  private final Matrix matrix;

  /** Out of this matrix. */
  public KnownLimits(Matrix matrix) {
    this.matrix = matrix;
  }

  /** Whether a README has a place for the section. */
  public static boolean hasPlace(String readme) {
    return readme.contains(BEGIN) && readme.indexOf(END) > readme.indexOf(BEGIN);
  }

  /**
   * A README with the section as it should be.
   *
   * @param profile the name of the runner profile: {@code flink}
   * @throws IllegalArgumentException if it has no place for it, or the matrix no such runner
   */
  public String in(String readme, String profile) {
    if (!hasPlace(readme)) {
      throw new IllegalArgumentException(
          "The README of %s has no place for its known limits: add the lines '%s' and '%s'"
              .formatted(profile, BEGIN, END));
    }
    return readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length())
        + "\n"
        + of(profile)
        + readme.substring(readme.indexOf(END));
  }

  /**
   * The section.
   *
   * @param profile the name of the runner profile: {@code flink}
   * @throws IllegalArgumentException if the matrix has no mode of it
   */
  public String of(String profile) {
    List<Mode> modes =
        matrix.catalogue().modes().stream()
            .filter(mode -> profile.equals(mode.profile()) || profile.equals(mode.runner()))
            .toList();
    if (modes.isEmpty()) {
      throw new IllegalArgumentException(
          "The capability matrix has no mode of '%s'".formatted(profile));
    }
    StringBuilder out = new StringBuilder();
    out.append(
        """

        ### What of Beam does not work

        Out of the evidence of the [capability matrix](../../capability-matrix/README.md), features by
        mode. What is not listed works, or has not been tried.
        `./lambda matrix PIPELINE --runner=%s` tells what of it a pipeline uses.
        """
            .formatted(profile));
    modes.forEach(mode -> mode(mode, out));
    return out.append('\n').toString();
  }

  private void mode(Mode mode, StringBuilder out) {
    out.append("\n#### %s\n\n".formatted(Markdown.text(mode.title())));
    List<Feature> limited =
        matrix.catalogue().features().stream()
            .filter(feature -> LIMITS.contains(cell(feature, mode).support()))
            .toList();
    out.append("%s\n".formatted(basis(mode, limited.size())));
    if (limited.isEmpty()) {
      return;
    }
    out.append("\n| feature | | what happens | way round |\n|---|---|---|---|\n");
    limited.forEach(feature -> row(feature, cell(feature, mode), out));
  }

  private String basis(Mode mode, int limited) {
    Optional<Versions> versions = matrix.versions(mode.id());
    String count = limited + (limited == 1 ? " feature" : " features");
    if (versions.isEmpty()) {
      return count + ", by Beam's tests, code and documents; no probe has run there.";
    }
    String engine = versions.get().runnerVersion();
    return "%s, by probes with Beam %s, %s%s."
        .formatted(
            count,
            versions.get().beam(),
            versions.get().runner(),
            engine == null ? "" : " on engine version " + engine);
  }

  private Cell cell(Feature feature, Mode mode) {
    return matrix.cell(feature.id(), mode.id());
  }

  private static void row(Feature feature, Cell cell, StringBuilder out) {
    Support support = cell.support();
    out.append(
        "| %s `%s` | %s %s | %s | %s |\n"
            .formatted(
                Markdown.text(feature.title()),
                feature.id(),
                Words.symbol(support),
                Markdown.text(Words.sentence(support, cell)),
                whatHappens(cell),
                Markdown.text(cell.workaround())));
  }

  /** In our words where there are some, else in those of the strongest source. */
  private static String whatHappens(Cell cell) {
    if (!cell.note().isEmpty() || !cell.isHearsay()) {
      return Markdown.text(cell.note());
    }
    Evidence strongest =
        cell.evidence().stream().min(Comparator.comparing(Evidence::kind)).orElseThrow();
    return "%s ([%s](%s))"
        .formatted(Markdown.text(strongest.summary()), strongest.kind().text(), strongest.source());
  }
}
