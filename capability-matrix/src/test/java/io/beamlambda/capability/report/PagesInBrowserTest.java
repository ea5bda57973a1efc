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

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.beamlambda.capability.BeamTestsComparison;
import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.PublishedMatrix;
import io.beamlambda.capability.SampleMatrix;
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

/**
 * Looks at the pages in a real browser; skipped, with a word on how to get one, if there is none.
 */
class PagesInBrowserTest {

  private static final String CELL = ".sheet a[href='#p1-dofn.bundle-finalizer-flink-streaming']";

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
    Matrix matrix = SampleMatrix.load();
    String[] modes = matrix.catalogue().modes().stream().map(Mode::id).toArray(String[]::new);
    page = folder.resolve("report.html");
    Files.writeString(page, ReportFormat.html().render(Samples.report(matrix, modes)));
  }

  @AfterAll
  static void stopBrowser() throws Exception {
    if (started != null) {
      started.close();
    }
  }

  @BeforeEach
  void openPage() throws Exception {
    browser().size(1400, 900);
    browser().scheme("light");
    browser().scripts("on");
    browser().open(page);
  }

  @AfterEach
  void nothingWasComplainedOfAndNothingFetched() {
    DevTools tools = browser().tools();
    assertThat(tools.events("Runtime.exceptionThrown")).as("exceptions").isEmpty();
    assertThat(tools.events("Runtime.consoleAPICalled")).as("words on the console").isEmpty();
    assertThat(tools.events("Log.entryAdded")).as("log").isEmpty();
    assertThat(tools.events("Network.requestWillBeSent"))
        .extracting(x -> x.at("/request/url").asText())
        .as("requests")
        .allMatch(url -> url.startsWith("file://") || url.startsWith("data:"));
    assertThat(tools.events("Network.requestWillBeSent").stream())
        .filteredOn(x -> x.at("/request/url").asText().startsWith("file://"))
        .as("files read")
        .hasSize(1);
  }

  @Test
  void theTableIsVisible() throws Exception {
    JsonNode box =
        value(
            "(b => [b.width, b.height])(document.querySelector('.sheet').getBoundingClientRect())");

    assertThat(box.get(0).asInt()).isGreaterThan(800);
    assertThat(box.get(1).asInt()).isGreaterThan(300);
    assertThat(value("document.querySelectorAll('.sheet thead th').length").asInt())
        .isEqualTo(1 + 8);
  }

  @Test
  void aClickOnACellOpensItsEvidence() throws Exception {
    assertThat(panelIsOpen()).isFalse();

    browser().click(CELL);

    assertThat(panelIsOpen()).isTrue();
    assertThat(value("document.querySelector('#panel').innerText").asText())
        .contains("Bundle finalizer on Flink streaming")
        .contains("--checkpointingInterval=100")
        .contains("FinalizerProbe");
  }

  @Test
  void theCrossClosesTheEvidence() throws Exception {
    browser().click(CELL);
    browser().click("#panel .close");

    assertThat(panelIsOpen()).isFalse();
  }

  @Test
  void theRunnersBoxHidesItsColumns() throws Exception {
    String visible =
        "[...document.querySelectorAll('.sheet thead th')].filter(x => x.offsetWidth).map(x =>"
            + " x.innerText.split('\\n"
            + "')[0]).join()";
    assertThat(value(visible).asText()).contains("Flink streaming");

    browser().click(".filters label.runner.flink span");

    assertThat(value(visible).asText())
        .doesNotContain("Flink streaming")
        .contains("Spark streaming")
        .contains("Flink, portable");
    assertThat(value("document.querySelector('.shown').innerText").asText())
        .isEqualTo("8 of 8 features, 7 columns");
  }

  @Test
  void theBoxesOfSupportHideRows() throws Exception {
    for (String support : new String[] {"unverified", "yes", "rejects"}) {
      browser().click(".filters label.support." + support + " span");
    }

    assertThat(value("document.querySelector('.shown').innerText").asText())
        .isEqualTo("6 of 8 features, 8 columns");
  }

  @Test
  void everythingCanBeDoneWithKeys() throws Exception {
    value("document.querySelector(\"" + CELL + "\").focus()");
    browser().press("ArrowRight");
    assertThat(focus()).isEqualTo("#p1-dofn.bundle-finalizer-spark-streaming");
    browser().press("ArrowLeft");
    browser().press("Enter");
    assertThat(panelIsOpen()).isTrue();
    assertThat(value("document.activeElement.closest('#panel') !== null").asBoolean())
        .as("focus is in the evidence")
        .isTrue();

    browser().press("Escape");

    assertThat(panelIsOpen()).isFalse();
    assertThat(focus()).isEqualTo("#p1-dofn.bundle-finalizer-flink-streaming");
  }

  @Test
  void whatHasTheFocusIsMarked() throws Exception {
    browser().press("Tab");
    browser().press("Tab");

    assertThat(value("document.activeElement.matches(':focus-visible')").asBoolean()).isTrue();
    assertThat(value("getComputedStyle(document.activeElement).outlineStyle").asText())
        .isEqualTo("solid");
  }

  @Test
  void aBoxCanBeSwitchedWithTheSpaceBar() throws Exception {
    value("document.querySelector('.filters input[value=direct]').focus()");
    browser().press(" ");

    assertThat(value("document.querySelector('.shown').innerText").asText())
        .isEqualTo("8 of 8 features, 7 columns");
  }

  @Test
  void darkIsTheSystemsChoiceUntilTheReaderMakesOne() throws Exception {
    String background = "getComputedStyle(document.body).backgroundColor";
    String light = value(background).asText();

    browser().scheme("dark");
    String dark = value(background).asText();
    assertThat(dark).isNotEqualTo(light);

    browser().click("#theme");
    assertThat(value(background).asText()).isEqualTo(light);
  }

  @Test
  void aLinkToACellOpensItsEvidence() throws Exception {
    value("location.hash = 'p1-state.map-prism'");
    browser().tools().forget();
    value("location.reload()");
    browser().tools().await("Page.loadEventFired");

    assertThat(panelIsOpen()).isTrue();
    assertThat(value("document.querySelector('#panel').innerText").asText())
        .contains("Map state on Prism")
        .contains("The code says no.");
  }

  @Test
  void withoutScriptsTheEvidenceIsBelowTheTable() throws Exception {
    browser().scripts("off");
    browser().open(page);

    JsonNode tree = browser().tools().send("DOM.getDocument", browser().tools().parameters());
    JsonNode article =
        browser()
            .tools()
            .send(
                "DOM.querySelector",
                browser()
                    .tools()
                    .parameters()
                    .put("nodeId", tree.at("/root/nodeId").asInt())
                    .put("selector", "[id='p1-state.map-prism']"));
    JsonNode box =
        browser()
            .tools()
            .send(
                "DOM.getBoxModel",
                browser().tools().parameters().put("nodeId", article.at("/nodeId").asInt()));
    assertThat(box.at("/model/height").asInt()).isPositive();
  }

  @Test
  void onPaperWhatMattersIsShown() throws Exception {
    browser().medium("print");

    assertThat(height("p1-side.triggered-flink-streaming")).isPositive();
    assertThat(height("p1-core.group-by-key-flink-streaming")).isZero();
    assertThat(value("document.querySelector('.filters').offsetHeight").asInt()).isZero();
    browser().medium("");
  }

  @Test
  void aNarrowScreenScrollsTheTableAndNotThePage() throws Exception {
    browser().size(390, 800);

    assertThat(value("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(390);
    assertThat(value("document.querySelector('.scroll').scrollWidth").asInt()).isGreaterThan(390);
  }

  @Test
  void theWholeMatrixWorksTheSame() throws Exception {
    Path whole = folder.resolve("matrix.html");
    Files.writeString(whole, wholeMatrix().html());
    browser().open(whole);

    browser().click(".sheet a[href='#m-state.map-prism']");

    assertThat(value("document.querySelector('#panel').innerText").asText())
        .contains("Map state on Prism")
        .contains("UsesMapState");
  }

  private static int height(String id) throws Exception {
    return value("document.getElementById('%s').offsetHeight".formatted(id)).asInt();
  }

  private static String focus() throws Exception {
    return value("document.activeElement.getAttribute('href')").asText();
  }

  private static boolean panelIsOpen() throws Exception {
    return value("document.getElementById('panel').open").asBoolean();
  }

  private static JsonNode value(String expression) throws Exception {
    return browser().value(expression);
  }

  private static Chromium browser() {
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started;
  }

  private static MatrixPage wholeMatrix() {
    Matrix matrix = Matrix.load();
    return new MatrixPage(matrix, PublishedMatrix.load(), BeamTestsComparison.of(matrix));
  }
}
