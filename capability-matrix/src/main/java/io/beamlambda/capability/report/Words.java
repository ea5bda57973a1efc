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
import io.beamlambda.capability.Condition;
import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.Support;
import io.beamlambda.capability.Versions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How reports put things. */
final class Words {

  private Words() {}

  /** At most eight characters, for a table's cell. */
  static String brief(Support support) {
    return switch (support) {
      case YES -> "yes";
      case CONDITIONAL -> "if set";
      case PARTIAL -> "partial";
      case UNVERIFIED -> "unknown";
      case REJECTS -> "rejects";
      case FAILS -> "fails";
      case SILENTLY_WRONG -> "wrong";
      case NOT_APPLICABLE -> "n/a";
    };
  }

  /** One character that tells as much as the colour does. */
  static String symbol(Support support) {
    return switch (support) {
      case YES -> "✓";
      case CONDITIONAL -> "◐";
      case PARTIAL -> "~";
      case UNVERIFIED -> "?";
      case REJECTS -> "⊘";
      case FAILS -> "✗";
      case SILENTLY_WRONG -> "≠";
      case NOT_APPLICABLE -> "–";
    };
  }

  static String meaning(Support support) {
    return switch (support) {
      case YES -> "The output is what the Beam model says.";
      case CONDITIONAL -> "Right if an option is set, which the evidence names.";
      case PARTIAL -> "Final results are right; something of the feature is missing.";
      case UNVERIFIED -> "Nobody has tried it, or nobody can here.";
      case REJECTS -> "Refused before any element is read.";
      case FAILS -> "Accepted; then the job fails or never gets on.";
      case SILENTLY_WRONG -> "Accepted, no error, and the output is wrong.";
      case NOT_APPLICABLE -> "Cannot occur in this mode.";
    };
  }

  /** What a verdict means for a pipeline. */
  static String verdict(Support verdict) {
    return switch (verdict) {
      case YES -> "runs";
      case CONDITIONAL -> "runs if options are set";
      case PARTIAL -> "runs, with something missing";
      case UNVERIFIED -> "not known";
      case REJECTS -> "is rejected at submit";
      case FAILS -> "fails at run";
      case SILENTLY_WRONG -> "runs, with wrong results";
      case NOT_APPLICABLE -> "not for this kind of job";
    };
  }

  /** The support's name in style sheets. */
  static String style(Support support) {
    return support.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String condition(Condition condition) {
    return condition.requirement().equals("set")
        ? "--%s set".formatted(condition.option())
        : "--%s %s".formatted(condition.option(), condition.requirement());
  }

  /** What a cell says in a sentence: the support, and with what it would be another. */
  static String sentence(Support support, Cell cell) {
    Condition condition = cell.condition();
    return condition == null || support == Support.YES
        ? support.text()
        : "%s with %s; otherwise %s"
            .formatted(Support.YES.text(), condition(condition), cell.otherwise().text());
  }

  static String execution(Execution execution) {
    return execution.name().toLowerCase(Locale.ROOT);
  }

  /** What its cells rest on. */
  static String versions(Mode mode, @Nullable Versions versions) {
    if (versions == null) {
      return mode.installed() ? "not probed" : "documents";
    }
    return versions.runnerVersion() == null ? versions.beam() : versions.runnerVersion();
  }
}
