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

/** A way to write a report. */
public interface ReportFormat {

  /** The report in this format, with a line break at its end. */
  String render(Report report);

  /** A table and lists for a terminal. */
  static ReportFormat text(Terminal terminal) {
    return new TextReport(terminal);
  }

  /** GitHub's dialect of Markdown. */
  static ReportFormat markdown() {
    return new MarkdownReport();
  }

  /** JSON as the resource {@code report.schema.json} describes it. */
  static ReportFormat json() {
    return new JsonReport();
  }

  /** SARIF 2.1.0, which code hosts and editors show. */
  static ReportFormat sarif() {
    return new SarifReport();
  }

  /** One page that needs nothing but itself. */
  static ReportFormat html() {
    throw new UnsupportedOperationException();
  }
}
