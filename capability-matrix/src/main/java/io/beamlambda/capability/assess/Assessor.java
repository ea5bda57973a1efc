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
package io.beamlambda.capability.assess;

import io.beamlambda.capability.Cell;
import io.beamlambda.capability.Condition;
import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Feature;
import io.beamlambda.capability.Finding;
import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.Support;
import io.beamlambda.capability.detect.PipelineFeatures;
import io.beamlambda.capability.report.JudgedFeature;
import io.beamlambda.capability.report.ModeReport;
import io.beamlambda.capability.report.PipelineReport;
import io.beamlambda.capability.report.UsedFeature;
import io.beamlambda.capability.report.Waived;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a pipeline uses against the matrix. Immutable: every {@code with...} returns a new
 * one.
 */
public final class Assessor {

  private final Matrix matrix;
  private final @Nullable GivenOptions options;
  private final Waivers waivers;

  private Assessor(Matrix matrix, @Nullable GivenOptions options, Waivers waivers) {
    this.matrix = matrix;
    this.options = options;
    this.waivers = waivers;
  }

  /** Knows no options and no waivers. */
  public static Assessor of(Matrix matrix) {
    return new Assessor(matrix, null, Waivers.none());
  }

  /**
   * Decides by options what a cell has a condition for. Options that are not set count as not
   * meeting a condition.
   */
  public Assessor withOptions(PipelineOptions options) {
    return new Assessor(matrix, GivenOptions.of(options), waivers);
  }

  /** Does not count what is waived. */
  public Assessor withWaivers(Waivers waivers) {
    return new Assessor(matrix, options, waivers);
  }

  /**
   * What modes make of a pipeline.
   *
   * @param name for people
   * @param kind of job as which the pipeline runs: {@link Runners#kind}
   * @param modes those of the other kind of job are said not to be applicable
   */
  public PipelineReport assess(
      String name, PipelineFeatures features, Execution kind, List<Mode> modes) {
    List<Finding> findings = features.findings(kind);
    List<UsedFeature> used =
        matrix.catalogue().features().stream()
            .map(feature -> new UsedFeature(feature, of(feature, findings)))
            .filter(feature -> !feature.findings().isEmpty())
            .toList();
    return new PipelineReport(
        name, kind, used, modes.stream().map(mode -> report(mode, kind, used)).toList());
  }

  private static List<Finding> of(Feature feature, List<Finding> findings) {
    return findings.stream().filter(x -> x.feature().equals(feature.id())).toList();
  }

  private ModeReport report(Mode mode, Execution kind, List<UsedFeature> used) {
    List<JudgedFeature> judged = used.stream().map(feature -> judge(feature, mode)).toList();
    return new ModeReport(
        mode,
        matrix.versions(mode.id()).orElse(null),
        mode.execution().includes(kind) ? verdict(judged) : Support.NOT_APPLICABLE,
        judged);
  }

  private JudgedFeature judge(UsedFeature used, Mode mode) {
    Cell cell = matrix.cell(used.feature().id(), mode.id());
    return new JudgedFeature(used.feature(), cell, support(cell), waived(used, mode).orElse(null));
  }

  private Support support(Cell cell) {
    Condition condition = cell.condition();
    if (condition == null || options == null) {
      return cell.support();
    }
    return options.meet(condition) ? Support.YES : cell.otherwise();
  }

  /** A feature is waived where all its uses are. */
  private Optional<Waived> waived(UsedFeature used, Mode mode) {
    List<Waiver> covering =
        used.findings().stream()
            .flatMap(finding -> waivers.covering(finding, mode).stream())
            .toList();
    return covering.size() < used.findings().size()
        ? Optional.empty()
        : covering.stream()
            .min(Comparator.comparing(Waiver::until))
            .map(waiver -> new Waived(waiver.reason(), waiver.until()));
  }

  private static Support verdict(List<JudgedFeature> judged) {
    return judged.stream()
        .filter(feature -> feature.waived() == null)
        .map(JudgedFeature::support)
        .filter(support -> support != Support.NOT_APPLICABLE)
        .max(Comparator.naturalOrder())
        .orElse(Support.YES);
  }
}
