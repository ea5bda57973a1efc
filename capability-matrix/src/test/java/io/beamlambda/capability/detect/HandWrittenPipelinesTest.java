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

import io.beamlambda.capability.Finding;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.junit.jupiter.api.Test;

/** What is found in pipelines is what reading their code says. */
class HandWrittenPipelinesTest {

  private static List<String> features(Pipeline pipeline) {
    return PipelineFeatures.of(pipeline).findings().stream()
        .map(Finding::feature)
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void silentSensors() {
    assertThat(features(HandWrittenPipelines.silentSensors()))
        .containsExactly(
            "dofn.on-window-expiration",
            "dofn.time-sorted-input",
            "metric.counter",
            "state.set",
            "state.value",
            "state.watermark-hold",
            "test.stream",
            "timer.event-time",
            "timer.family",
            "timer.looping",
            "timer.output-timestamp",
            "timer.processing-time",
            "win.global");
  }

  @Test
  void findingsNameStateTimerAndLine() {
    List<Finding> findings = PipelineFeatures.of(HandWrittenPipelines.silentSensors()).findings();
    assertThat(findings)
        .filteredOn(finding -> finding.feature().equals("state.set"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.transform()).isEqualTo("Watch");
              assertThat(finding.detail())
                  .isEqualTo("state 'seen' of HandWrittenPipelines.SilenceFn");
              assertThat(finding.source()).matches("HandWrittenPipelines\\.java:\\d+");
            });
    assertThat(findings)
        .filteredOn(finding -> finding.feature().equals("timer.event-time"))
        .extracting(Finding::detail)
        .containsExactly("timer 'silence' of HandWrittenPipelines.SilenceFn");
  }

  @Test
  void slowlyChangingTable() {
    assertThat(features(HandWrittenPipelines.slowlyChangingTable()))
        .containsExactly(
            "combine.per-key",
            "metric.gauge",
            "pane.discarding",
            "pane.info",
            "side.map",
            "side.triggered",
            "side.unbounded",
            "source.splits-skewed",
            "source.unbounded",
            "trig.processing-time",
            "trig.repeatedly",
            "win.global");
  }

  @Test
  void visits() {
    assertThat(features(HandWrittenPipelines.visits()))
        .containsExactly(
            "dofn.element-metadata",
            "dofn.lifecycle",
            "dofn.multiple-outputs",
            "metric.gauge",
            "pane.info",
            "side.list",
            "source.bounded",
            "state.bag",
            "state.combining",
            "state.map",
            "state.merging-windows",
            "state.side-input",
            "win.sessions");
  }

  @Test
  void ownSource() {
    assertThat(features(HandWrittenPipelines.ownSource()))
        .containsExactly(
            "combine.per-key",
            "dofn.bundle-finalizer",
            "dofn.stable-input",
            "late.dropped",
            "sdf.unbounded",
            "sdf.watermark-estimator",
            "trig.event-time",
            "win.fixed");
  }
}
