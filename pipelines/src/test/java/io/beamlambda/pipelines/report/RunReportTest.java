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
package io.beamlambda.pipelines.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.io.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunReportTest {

  @TempDir static Path folder;

  private static Plan plan;

  @BeforeAll
  static void makePlan() throws IOException {
    plan = SampleReports.plan(folder.resolve("lake"));
  }

  @Test
  void holdsEverythingAndRunsNothing() {
    String html = SampleReports.done(plan).toHtml();

    assertThat(html)
        .doesNotContain("<script")
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain("@import")
        .doesNotContain("{{");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<h3>Event time reached</h3>",
        "<h3>Rows per second</h3>",
        "<h3>Lead</h3>",
        "<h3>Gate</h3>",
        "<h3>Buffered</h3>",
        "<h3>Windows fired</h3>",
        "seam 2001-01-05 00:00",
        "maxLead 1 h 00 min",
        "event time, UTC",
        "read, rows/s",
        "time since the start, s",
        "Verified 20,000 windows.",
        "--parallelism",
        "the profile&#39;s default",
        "500 rows"
      })
  void shows(String part) {
    assertThat(SampleReports.done(plan).toHtml()).contains(part);
  }

  @Test
  void escapesWhatItIsGiven() {
    assertThat(SampleReports.done(plan).toHtml())
        .contains("&lt;b&gt;&amp;&quot;origin&quot;&lt;/b&gt;")
        .doesNotContain("<b>&");
  }

  @Test
  void aCounterThatHasCountedNothingIsZeroWhereAllAreKnown() {
    assertThat(row("dropped at the cutoff", SampleReports.done(plan))).isEqualTo("17");
    assertThat(row("late", SampleReports.done(plan))).isEqualTo("0");
    assertThat(row("bad", SampleReports.done(plan))).isEqualTo("0");
    assertThat(row("stream", SampleReports.done(plan))).isEqualTo("100,000");
  }

  @Test
  void whatIsNotKnownIsSaidToBeAndNotZero() {
    RunReport unheard = SampleReports.unheard(plan);

    for (String branch :
        new String[] {"lake", "stream", "late", "dropped at the cutoff", "bad", "results"}) {
      assertThat(row(branch, unheard)).as(branch).isEqualTo("not known");
    }
    assertThat(unheard.toHtml())
        .doesNotContain("<svg")
        .contains(
            "Not known here: event time reached, rows per second, lead, gate, buffered records,"
                + " windows fired.");
  }

  private static String row(String branch, RunReport report) {
    String html = report.toHtml();
    int at = html.indexOf("<th scope=\"row\">" + branch + "</th>");
    assertThat(at).as(branch).isPositive();
    int from = html.indexOf('>', html.indexOf("<td", at)) + 1;
    return html.substring(from, html.indexOf('<', from));
  }

  @Test
  void isWrittenToFoldersThatAreNotThereYet() throws IOException {
    Path file = folder.resolve("a/b/report.html");

    SampleReports.done(plan).write(file);
    SampleReports.done(plan).withRemark("And more.").write(file);

    assertThat(file).content().contains("<p>And more.</p>");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }
}
