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

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Findings for programs. The launcher prints the same form where no JVM can. */
public final class DoctorJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DoctorJson() {}

  /** One object: {@code findings}, and how many of them are {@code ok}, and so on. */
  public static String of(List<Finding> findings) {
    ObjectNode report = JSON.createObjectNode();
    report.put("ok", DoctorText.count(findings, Status.OK));
    report.put("warnings", DoctorText.count(findings, Status.WARNING));
    report.put("faults", DoctorText.count(findings, Status.FAULT));
    for (Finding finding : findings) {
      report
          .withArray("findings")
          .addObject()
          .put("check", finding.check())
          .put("status", finding.status().toString())
          .put("found", finding.found())
          .put("expected", finding.expected())
          .put("mend", finding.mend())
          .put("command", finding.command());
    }
    return report.toPrettyString();
  }
}
