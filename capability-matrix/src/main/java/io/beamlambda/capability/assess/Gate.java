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
import io.beamlambda.capability.Evidence;
import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Finding;
import io.beamlambda.capability.Support;
import io.beamlambda.capability.report.JudgedFeature;
import io.beamlambda.capability.report.ModeReport;
import io.beamlambda.capability.report.PipelineReport;
import io.beamlambda.capability.report.UsedFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a pipeline may run. What the runner rejects, fails at or does wrongly without saying so
 * is refused, unless it is waived; what is missing in part or has not been tried is warned of.
 *
 * @param refusals a paragraph each: the transform, the feature, the evidence and a way round; empty
 *     if the pipeline may run
 * @param warnings a line each
 */
public record Gate(List<String> refusals, List<String> warnings) {

  public Gate {
    refusals = List.copyOf(refusals);
    warnings = List.copyOf(warnings);
  }

  /** Looks at all modes of a report. */
  public static Gate of(PipelineReport pipeline) {
    List<String> refusals = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (ModeReport mode : pipeline.modes()) {
      if (mode.verdict() == Support.NOT_APPLICABLE) {
        refusals.add(otherKind(pipeline, mode));
      }
      for (JudgedFeature obstacle : mode.obstacles()) {
        if (obstacle.waived() == null && refuses(obstacle.support())) {
          refusals.add(refusal(pipeline, mode, obstacle));
        }
      }
      warnings.addAll(warnings(pipeline, mode));
    }
    return new Gate(refusals, warnings);
  }

  /** Whether something that is not waived is in the way. */
  public boolean isClosed() {
    return !refusals.isEmpty();
  }

  private static boolean refuses(Support support) {
    return switch (support) {
      case REJECTS, FAILS, SILENTLY_WRONG -> true;
      case YES, CONDITIONAL, PARTIAL, UNVERIFIED, NOT_APPLICABLE -> false;
    };
  }

  private static String otherKind(PipelineReport pipeline, ModeReport mode) {
    return pipeline.execution() == Execution.STREAMING
        ? "%s runs batch pipelines only, and this one is unbounded: choose another runner or mode."
            .formatted(mode.mode().title())
        : "%s runs streaming pipelines only, and this one is bounded: run it with --streaming=true."
            .formatted(mode.mode().title());
  }

  private static String refusal(PipelineReport pipeline, ModeReport mode, JudgedFeature obstacle) {
    Cell cell = obstacle.cell();
    List<Finding> findings = findings(pipeline, obstacle);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s uses '%s' (%s), which on %s is '%s'%s."
            .formatted(
                transforms(findings),
                obstacle.feature().title(),
                obstacle.feature().id(),
                mode.mode().title(),
                obstacle.support().text(),
                condition(cell)));
    findings.forEach(finding -> lines.add("  Where: " + where(finding)));
    if (!cell.note().isEmpty()) {
      lines.add("  Why: " + cell.note());
    }
    cell.evidence().stream().findFirst().ifPresent(x -> lines.add("  Evidence: " + evidence(x)));
    cell.links().stream().findFirst().ifPresent(link -> lines.add("  See " + link));
    lines.add(
        "  Way round: "
            + (cell.workaround().isEmpty()
                ? "none is known; use another runner or feature, or waive it."
                : cell.workaround()));
    return String.join("\n", lines);
  }

  private static String condition(Cell cell) {
    return cell.condition() == null
        ? ""
        : " unless --%s is %s".formatted(cell.condition().option(), cell.condition().requirement());
  }

  private static String transforms(List<Finding> findings) {
    return findings.stream()
        .map(finding -> "'" + finding.transform() + "'")
        .distinct()
        .collect(Collectors.joining(" and "));
  }

  private static String where(Finding finding) {
    String at = finding.source() == null ? "" : " (" + finding.source() + ")";
    return "%s: %s%s".formatted(finding.transform(), finding.detail(), at);
  }

  private static String evidence(Evidence evidence) {
    String runner = evidence.runnerVersion() == null ? "" : ", runner " + evidence.runnerVersion();
    return "%s %s (Beam %s%s, %s): %s"
        .formatted(
            evidence.kind().text(),
            evidence.source(),
            evidence.beamVersion(),
            runner,
            evidence.date(),
            evidence.summary());
  }

  private static List<String> warnings(PipelineReport pipeline, ModeReport mode) {
    List<String> warnings = new ArrayList<>();
    List<String> unverified = new ArrayList<>();
    for (JudgedFeature obstacle : mode.obstacles()) {
      if (obstacle.waived() != null) {
        continue;
      }
      if (obstacle.support() == Support.UNVERIFIED) {
        unverified.add(obstacle.feature().id());
      } else if (!refuses(obstacle.support())) {
        warnings.add(
            "%s (%s) in %s is '%s' on %s%s%s"
                .formatted(
                    obstacle.feature().title(),
                    obstacle.feature().id(),
                    transforms(findings(pipeline, obstacle)),
                    obstacle.support().text(),
                    mode.mode().title(),
                    condition(obstacle.cell()),
                    obstacle.cell().note().isEmpty() ? "" : ": " + obstacle.cell().note()));
      }
    }
    if (!unverified.isEmpty()) {
      warnings.add(
          "nobody has tried on %s: %s"
              .formatted(mode.mode().title(), String.join(", ", unverified)));
    }
    return warnings;
  }

  private static List<Finding> findings(PipelineReport pipeline, JudgedFeature judged) {
    return pipeline.features().stream()
        .filter(used -> used.feature().equals(judged.feature()))
        .map(UsedFeature::findings)
        .flatMap(List::stream)
        .toList();
  }
}
