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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.Support;
import io.beamlambda.capability.TestMatrix;
import io.beamlambda.capability.detect.PipelineFeatures;
import io.beamlambda.capability.report.PipelineReport;
import io.beamlambda.capability.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaiversTest {

  private static final Matrix MATRIX = TestMatrix.of("assess-test");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  @TempDir Path directory;

  private Waivers load(String waivers) {
    Path file = directory.resolve("waivers.json");
    try {
      Files.writeString(file, waivers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Waivers.load(file, MATRIX.catalogue(), TODAY);
  }

  private Waivers one(String fields) {
    return load("{\"waivers\": [{%s}]}".formatted(fields));
  }

  private static PipelineReport assess(Pipeline pipeline, Waivers waivers) {
    PipelineFeatures features = PipelineFeatures.of(pipeline);
    return Assessor.of(MATRIX)
        .withOptions(pipeline.getOptions())
        .withWaivers(waivers)
        .assess(
            "p",
            features,
            features.execution(),
            List.of(MATRIX.catalogue().mode(Mode.FLINK_STREAMING)));
  }

  @Test
  void waivedFeatureDoesNotCloseTheGate() {
    Waivers waivers =
        one(
            "\"feature\": \"state.map\", \"mode\": \"flink-streaming\", \"reason\": \"a trial\","
                + " \"until\": \"2026-11-21\"");
    PipelineReport report = assess(StatePipelines.map(), waivers);
    assertThat(Gate.of(report).isClosed()).isFalse();
    assertThat(report.modes().get(0).verdict()).isEqualTo(Support.UNVERIFIED);
    assertThat(waivers.unused(new Report(List.of(report)))).isEmpty();
  }

  @Test
  void runnerStandsForAllItsModes() {
    Waivers waivers =
        one(
            "\"feature\": \"state.map\", \"runner\": \"flink\", \"transform\": \"Keep*\","
                + " \"reason\": \"a trial\", \"until\": \"2027-01-01\"");
    assertThat(Gate.of(assess(StatePipelines.map(), waivers)).isClosed()).isFalse();
  }

  @Test
  void waiverOfAnotherTransformWaivesNothingAndIsUnused() {
    Waivers waivers =
        one(
            "\"feature\": \"state.map\", \"mode\": \"flink-streaming\", \"transform\": \"Other*\","
                + " \"reason\": \"a trial\", \"until\": \"2027-01-01\"");
    PipelineReport report = assess(StatePipelines.map(), waivers);
    assertThat(Gate.of(report).isClosed()).isTrue();
    assertThat(waivers.unused(new Report(List.of(report))))
        .singleElement()
        .hasToString("state.map on flink-streaming in Other*");
  }

  @Test
  void waiverOfAnotherModeIsNotCalledUnused() {
    Waivers waivers =
        one(
            "\"feature\": \"state.map\", \"mode\": \"spark-batch\", \"reason\": \"a trial\","
                + " \"until\": \"2027-01-01\"");
    PipelineReport report = assess(StatePipelines.value(), waivers);
    assertThat(waivers.unused(new Report(List.of(report)))).isEmpty();
  }

  @Test
  void expiredWaiverIsAnErrorThatNamesIt() {
    assertThatThrownBy(
            () ->
                one(
                    "\"feature\": \"state.map\", \"mode\": \"flink-streaming\", \"reason\": \"x\","
                        + " \"until\": \"2026-11-20\""))
        .isInstanceOf(WaiverException.class)
        .hasMessageContaining("state.map on flink-streaming (until 2026-11-20)")
        .hasMessageContaining("remove or renew");
  }

  @Test
  void reasonAndEndAreRequired() {
    assertThatThrownBy(() -> one("\"feature\": \"state.map\", \"mode\": \"direct\""))
        .hasMessageContaining("Invalid waiver 1 in")
        .hasMessageEndingWith("it has no reason.");
    assertThatThrownBy(
            () -> one("\"feature\": \"state.map\", \"mode\": \"direct\", \"reason\": \"x\""))
        .hasMessageEndingWith("it has no until.");
    assertThatThrownBy(
            () ->
                one(
                    "\"feature\": \"state.map\", \"mode\": \"direct\", \"reason\": \"x\","
                        + " \"until\": \"soon\""))
        .hasMessageContaining("until is 'soon', expected a date as 2027-03-31");
  }

  @Test
  void slipsAreErrors() {
    assertThatThrownBy(() -> one("\"feature\": \"state.mop\", \"mode\": \"direct\""))
        .hasMessageContaining("the catalogue has no feature 'state.mop'");
    assertThatThrownBy(() -> one("\"feature\": \"state.map\", \"mode\": \"flink\""))
        .hasMessageContaining("the catalogue has no mode 'flink'");
    assertThatThrownBy(() -> one("\"feature\": \"state.map\", \"moad\": \"direct\""))
        .hasMessageContaining("unknown field 'moad'");
    assertThatThrownBy(() -> one("\"feature\": \"state.map\""))
        .hasMessageContaining("it needs either a mode or a runner");
    assertThatThrownBy(() -> load("[]")).hasMessageContaining("has no list of waivers");
    assertThatThrownBy(() -> load("{")).hasMessageContaining("is no JSON");
  }

  @Test
  void missingFileIsAnError() {
    assertThatThrownBy(() -> Waivers.load(directory.resolve("no.json"), MATRIX.catalogue(), TODAY))
        .isInstanceOf(WaiverException.class)
        .hasMessageContaining("there is no such file");
  }
}
