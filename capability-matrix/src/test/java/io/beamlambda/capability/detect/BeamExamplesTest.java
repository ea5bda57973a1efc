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
package io.beamlambda.capability.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.examples.WindowedWordCount;
import org.apache.beam.examples.WordCount;
import org.apache.beam.examples.complete.TfIdf;
import org.apache.beam.examples.complete.TopWikipediaSessions;
import org.apache.beam.examples.complete.game.GameStats;
import org.apache.beam.examples.complete.game.HourlyTeamScore;
import org.apache.beam.examples.complete.game.LeaderBoard;
import org.apache.beam.examples.complete.game.StatefulTeamScore;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Beam's own examples, as their mains build them: what is found is what reading their code says.
 * What the sinks do inside is left out where it is not the example's.
 */
class BeamExamplesTest {

  /**
   * What TextIO.write to shards of the runner's choice uses: files are gathered by a side input.
   */
  private static final List<String> TEXT_SINK =
      List.of(
          "core.flatten",
          "core.group-by-key",
          "core.reshuffle",
          "dofn.multiple-outputs",
          "side.iterable");

  /** BigQueryIO asks whether the dataset is there before a runner gets the pipeline. */
  private static HttpServer bigQuery;

  @TempDir Path directory;
  private Path input;
  private String output;

  @BeforeAll
  static void startBigQuery() throws IOException {
    bigQuery = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    bigQuery.createContext(
        "/",
        exchange -> {
          byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    bigQuery.start();
  }

  @AfterAll
  static void stopBigQuery() {
    bigQuery.stop(0);
  }

  @BeforeEach
  void writeInput() throws Exception {
    input = Files.writeString(directory.resolve("input.txt"), "to be or not to be\n");
    output = "--output=" + directory.resolve("output");
  }

  private static List<String> features(PipelineFeatures features) {
    return features.findings().stream().map(Finding::feature).distinct().sorted().toList();
  }

  /** Those of the steps whose names do not start with Write. */
  private static List<String> featuresBeforeSinks(PipelineFeatures features) {
    return features.findings().stream()
        .filter(finding -> !finding.transform().startsWith("Write"))
        .map(Finding::feature)
        .distinct()
        .sorted()
        .toList();
  }

  private String[] onGoogleCloud() {
    return new String[] {
      "--project=my-project",
      "--keepJobsRunning=true",
      "--credentialFactoryClass=" + NoopCredentialFactory.class.getName(),
      "--bigQueryEndpoint=http://127.0.0.1:" + bigQuery.getAddress().getPort(),
      "--tempLocation=" + directory,
      "--dataset=games",
      "--topic=projects/my-project/topics/games"
    };
  }

  @Test
  void wordCount() throws Exception {
    Pipeline pipeline = CapturingRunner.capture(WordCount::main, "--inputFile=" + input, output);
    PipelineFeatures features = PipelineFeatures.of(pipeline);
    assertThat(features.execution()).isEqualTo(Execution.BATCH);
    assertThat(featuresBeforeSinks(features))
        .containsExactly(
            "combine.per-key",
            "metric.counter",
            "metric.distribution",
            "source.bounded",
            "win.global");
    assertThat(features(features)).containsAll(TEXT_SINK);
    assertThat(features.findings())
        .contains(
            new Finding(
                "metric.counter",
                "WordCount.CountWords",
                "WordCount.ExtractWordsFn.emptyLines, in step"
                    + " WordCount.CountWords/ParDo(ExtractWords)",
                "WordCount.java:108"));
  }

  @Test
  void windowedWordCount() throws Exception {
    Pipeline pipeline =
        CapturingRunner.capture(
            WindowedWordCount::main, "--inputFile=" + input, output, "--numShards=1");
    assertThat(featuresBeforeSinks(PipelineFeatures.of(pipeline)))
        .containsExactly(
            "combine.per-key",
            "metric.counter",
            "metric.distribution",
            "source.bounded",
            "win.fixed");
  }

  @Test
  void hourlyTeamScore() throws Exception {
    Pipeline pipeline = CapturingRunner.capture(HourlyTeamScore::main, "--input=" + input, output);
    assertThat(featuresBeforeSinks(PipelineFeatures.of(pipeline)))
        .containsExactly("combine.per-key", "metric.counter", "source.bounded", "win.fixed");
  }

  @Test
  void tfIdf() throws Exception {
    Pipeline pipeline = CapturingRunner.capture(TfIdf::main, "--input=" + directory, output);
    List<Finding> findings = PipelineFeatures.of(pipeline).findings();
    assertThat(findings)
        .filteredOn(finding -> !finding.transform().equals("TfIdf.WriteTfIdf"))
        .extracting(Finding::feature)
        .containsOnly(
            "combine.per-key",
            "core.co-group-by-key",
            "side.singleton",
            "source.bounded",
            "win.global");
  }

  @Test
  void topWikipediaSessions() throws Exception {
    Pipeline pipeline =
        CapturingRunner.capture(TopWikipediaSessions::main, "--wikiInput=" + input, output);
    assertThat(featuresBeforeSinks(PipelineFeatures.of(pipeline)))
        .containsExactly(
            "combine.per-key",
            "dofn.element-metadata",
            "source.bounded",
            "win.calendar",
            "win.sessions");
  }

  @Test
  void leaderBoard() throws Exception {
    PipelineFeatures features =
        PipelineFeatures.of(CapturingRunner.capture(LeaderBoard::main, onGoogleCloud()));
    assertThat(features.execution()).isEqualTo(Execution.STREAMING);
    assertThat(featuresBeforeSinks(features))
        .containsExactly(
            "combine.per-key",
            "late.allowed",
            "late.dropped",
            "metric.counter",
            "pane.accumulating",
            "source.record-ids",
            "source.splits-skewed",
            "source.unbounded",
            "trig.early",
            "trig.event-time",
            "trig.late",
            "trig.processing-time",
            "trig.repeatedly",
            "win.fixed",
            "win.global");
  }

  @Test
  void gameStats() throws Exception {
    PipelineFeatures features =
        PipelineFeatures.of(CapturingRunner.capture(GameStats::main, onGoogleCloud()));
    assertThat(featuresBeforeSinks(features))
        .containsExactly(
            "combine.per-key",
            "dofn.element-metadata",
            "late.dropped",
            "metric.counter",
            "side.map",
            "side.singleton",
            "side.unbounded",
            "side.windowed",
            "source.record-ids",
            "source.splits-skewed",
            "source.unbounded",
            "trig.event-time",
            "win.fixed",
            "win.sessions");
  }

  @Test
  void statefulTeamScore() throws Exception {
    PipelineFeatures features =
        PipelineFeatures.of(CapturingRunner.capture(StatefulTeamScore::main, onGoogleCloud()));
    assertThat(featuresBeforeSinks(features))
        .containsExactly(
            "metric.counter",
            "source.record-ids",
            "source.splits-skewed",
            "source.unbounded",
            "state.value",
            "win.global");
    assertThat(features.findings())
        .filteredOn(finding -> finding.feature().equals("state.value"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.transform()).isEqualTo("UpdateTeamScore");
              assertThat(finding.source()).startsWith("StatefulTeamScore.java:");
            });
  }
}
