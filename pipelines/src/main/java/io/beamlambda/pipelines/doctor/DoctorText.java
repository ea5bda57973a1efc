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
package io.beamlambda.pipelines.doctor;

import java.util.List;
import java.util.Locale;

/**
 * Findings for people. The launcher prints the same form where no JVM can ({@code doctor.bash}).
 */
public final class DoctorText {

  private static final String INDENT = " ".repeat(9);

  private DoctorText() {}

  /** One finding, in one line if all is well, without a line break at the end. */
  public static String of(Finding finding) {
    String head =
        String.format(
            Locale.ROOT, "%-8s %s: %s", finding.status(), finding.check(), finding.found());
    if (finding.status() == Status.OK) {
      return head + " (expected: " + finding.expected() + ")";
    }
    StringBuilder text = new StringBuilder(head);
    text.append('\n').append(INDENT).append("expected: ").append(finding.expected());
    if (finding.mend() != null) {
      text.append('\n').append(INDENT).append("mend: ").append(finding.mend());
    }
    if (finding.command() != null) {
      text.append('\n').append(INDENT).append("$ ").append(finding.command());
    }
    return text.toString();
  }

  /** How many there are of each kind. */
  public static String summary(List<Finding> findings) {
    return "%d ok, %d warning(s), %d fault(s)"
        .formatted(
            count(findings, Status.OK),
            count(findings, Status.WARNING),
            count(findings, Status.FAULT));
  }

  static long count(List<Finding> findings, Status status) {
    return findings.stream().filter(finding -> finding.status() == status).count();
  }
}
