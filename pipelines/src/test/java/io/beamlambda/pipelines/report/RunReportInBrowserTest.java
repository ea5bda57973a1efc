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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.beamlambda.fixtures.browser.Chromium;
import io.beamlambda.fixtures.browser.DevTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Looks at a report in a real browser; skipped, with a word on how to get one, if there is none.
 */
class RunReportInBrowserTest {

  @TempDir static Path folder;

  private static @Nullable Chromium started;
  private static Path page = Path.of("");

  @BeforeAll
  static void startBrowser() throws Exception {
    Optional<Path> program = Chromium.installed();
    if (program.isEmpty()) {
      System.err.println(Chromium.HOW_TO_INSTALL);
    }
    assumeTrue(program.isPresent(), Chromium.HOW_TO_INSTALL);
    started =
        Chromium.start(program.orElseThrow(), Files.createDirectory(folder.resolve("profile")));
    page = folder.resolve("report.html");
    SampleReports.done(SampleReports.plan(folder.resolve("lake"))).write(page);
  }

  @AfterAll
  static void stopBrowser() throws Exception {
    if (started != null) {
      started.close();
    }
  }

  @BeforeEach
  void openPage() throws Exception {
    browser().size(1280, 900);
    browser().scheme("light");
    browser().open(page);
  }

  @AfterEach
  void nothingWasComplainedOfAndNothingFetched() {
    DevTools tools = browser().tools();
    assertThat(tools.events("Log.entryAdded")).as("log").isEmpty();
    assertThat(tools.events("Network.requestWillBeSent"))
        .extracting(x -> x.at("/request/url").asText())
        .as("requests")
        .allMatch(url -> url.equals(page.toUri().toString()) || url.startsWith("data:"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 400})
  void thePageFitsAndItsChartsCanBeRead(int width) throws Exception {
    browser().size(width, 900);

    assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    JsonNode charts =
        browser()
            .value(
                "[...document.querySelectorAll('svg.chart')].map(s => s.getBoundingClientRect())"
                    + ".filter(b => b.width > 0).map(b => [b.width, b.height])");
    assertThat(charts).hasSize(6);
    charts.forEach(chart -> assertThat(chart.get(0).asDouble()).isGreaterThan(width * 0.8));
    // As it is on the screen, whatever the drawing is scaled by.
    assertThat(
            number(
                "Math.min(...[...document.querySelectorAll('svg.chart text')]"
                    + ".map(t => t.getBoundingClientRect().height).filter(h => h > 0))"))
        .isGreaterThan(11);
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 400})
  void noLabelOfAnAxisRunsIntoAnotherOrOutOfTheScreen(int width) throws Exception {
    browser().size(width, 900);

    assertThat(
            browser()
                .value(
                    "[...document.querySelectorAll('svg.chart')].flatMap(s => { const b ="
                        + " [...s.querySelectorAll('.tick')].map(t => [t.textContent,"
                        + " t.getBoundingClientRect()]).filter(x => x[1].width); const bad ="
                        + " b.filter(x => x[1].left < 0 || x[1].right > innerWidth).map(x => x[0]);"
                        + " for (let i = 0; i < b.length; i++) for (let j = i + 1; j < b.length;"
                        + " j++) { const p = b[i][1], q = b[j][1]; if (p.left < q.right && q.left <"
                        + " p.right && p.top + 3 < q.bottom && q.top + 3 < p.bottom)"
                        + " bad.push(b[i][0] + ' ' + b[j][0]); } return bad; }).join('|')")
                .asText())
        .isEmpty();
  }

  @Test
  void colorsFollowTheSystem() throws Exception {
    String line = "getComputedStyle(document.querySelector('.line.lake')).stroke";
    String background = "getComputedStyle(document.body).backgroundColor";
    String lightLine = browser().value(line).asText();
    String lightPage = browser().value(background).asText();

    browser().scheme("dark");

    assertThat(browser().value(line).asText()).isNotEqualTo(lightLine);
    assertThat(browser().value(background).asText()).isNotEqualTo(lightPage);
  }

  @Test
  void chartsHaveNamesForThoseWhoDoNotSeeThem() throws Exception {
    JsonNode names =
        browser()
            .value(
                "[...document.querySelectorAll('svg.chart.wide')].map(s =>"
                    + " s.getAttribute('aria-labelledby').split(' ')"
                    + ".map(i => document.getElementById(i).textContent).join(': '))");

    assertThat(names).hasSize(6);
    assertThat(names.get(0).asText())
        .startsWith("Event time reached: How far lake and stream have been read");
    assertThat(number("new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"))
        .isEqualTo(number("document.querySelectorAll('[id]').length"));
  }

  @Test
  void theNumbersAreShownOnRequest() throws Exception {
    browser().click("#r1-rates summary");

    assertThat(browser().value("document.querySelector('#r1-rates table').innerText").asText())
        .contains("lake, rows/s")
        .contains("7,000");
  }

  private static double number(String expression) throws Exception {
    return browser().value(expression).asDouble();
  }

  private static Chromium browser() {
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started;
  }
}
