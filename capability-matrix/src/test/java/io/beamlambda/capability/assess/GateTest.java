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

import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.Support;
import io.beamlambda.capability.TestMatrix;
import io.beamlambda.capability.detect.CapturingRunner;
import io.beamlambda.capability.detect.PipelineFeatures;
import io.beamlambda.capability.report.PipelineReport;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;

class GateTest {

  private static final Matrix MATRIX = TestMatrix.of("assess-test");

  private static PipelineReport assess(Pipeline pipeline, String mode) {
    PipelineFeatures features = PipelineFeatures.of(pipeline);
    return Assessor.of(MATRIX)
        .withOptions(pipeline.getOptions())
        .assess("p", features, features.execution(), List.of(MATRIX.catalogue().mode(mode)));
  }

  @Test
  void opensForWhatWorks() {
    Gate gate = Gate.of(assess(StatePipelines.value(), Mode.FLINK_STREAMING));
    assertThat(gate.isClosed()).isFalse();
  }

  @Test
  void refusalNamesTransformFeatureLineEvidenceAndWayRound() {
    Gate gate = Gate.of(assess(StatePipelines.map(), Mode.FLINK_STREAMING));
    assertThat(gate.refusals())
        .singleElement()
        .asString()
        .contains("'Keep map' uses 'Map state' (state.map)")
        .contains("on Flink streaming is 'rejects at submit'")
        .contains("state 'seen' of StatePipelines.MapFn")
        .containsPattern("StatePipelines\\.java:\\d+")
        .contains("MapProbe")
        .contains("Beam 2.70.0")
        .contains("2026-11-21")
        .contains("Way round: Keep a bag of pairs.")
        .contains("https://github.com/apache/beam/issues/1");
  }

  @Test
  void refusesWhatIsSilentlyWrong() {
    Gate gate = Gate.of(assess(StatePipelines.set(), Mode.FLINK_STREAMING));
    assertThat(gate.refusals()).singleElement().asString().contains("'silently wrong'");
  }

  @Test
  void conditionIsDecidedByAnOptionThatThisModuleDoesNotKnow() {
    FlinkLikeOptions options = CapturingRunner.options().as(FlinkLikeOptions.class);
    assertThat(Gate.of(assess(StatePipelines.finalizer(options), Mode.FLINK_STREAMING)).refusals())
        .singleElement()
        .asString()
        .contains("'silently wrong' unless --checkpointingInterval is > 0");
    options.setCheckpointingInterval(500L);
    assertThat(Gate.of(assess(StatePipelines.finalizer(options), Mode.FLINK_STREAMING)).isClosed())
        .isFalse();
    options.setCheckpointingInterval(-1L);
    assertThat(Gate.of(assess(StatePipelines.finalizer(options), Mode.FLINK_STREAMING)).isClosed())
        .isTrue();
  }

  @Test
  void withoutOptionsAConditionIsAWarning() {
    PipelineFeatures features =
        PipelineFeatures.of(StatePipelines.finalizer(CapturingRunner.options()));
    PipelineReport report =
        Assessor.of(MATRIX)
            .assess(
                "p",
                features,
                Execution.STREAMING,
                List.of(MATRIX.catalogue().mode(Mode.FLINK_STREAMING)));
    Gate gate = Gate.of(report);
    assertThat(gate.isClosed()).isFalse();
    assertThat(gate.warnings())
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .contains("dofn.bundle-finalizer", "conditional", "checkpointingInterval"));
  }

  @Test
  void whatNobodyTriedIsOneWarning() {
    Gate gate = Gate.of(assess(StatePipelines.value(), Mode.FLINK_STREAMING));
    assertThat(gate.warnings())
        .singleElement()
        .asString()
        .startsWith("nobody has tried on Flink streaming: ")
        .contains("source.unbounded");
  }

  @Test
  void unboundedPipelineIsNotForABatchMode() {
    PipelineReport report = assess(StatePipelines.value(), Mode.SPARK_STRUCTURED_STREAMING);
    assertThat(report.modes().get(0).verdict()).isEqualTo(Support.NOT_APPLICABLE);
    assertThat(Gate.of(report).refusals())
        .singleElement()
        .asString()
        .contains("Spark Structured Streaming runs batch pipelines only");
  }

  @Test
  void verdictIsTheWorst() {
    assertThat(assess(StatePipelines.map(), Mode.FLINK_STREAMING).modes().get(0).verdict())
        .isEqualTo(Support.REJECTS);
    Pipeline bounded = Pipeline.create(CapturingRunner.options());
    bounded.apply(Create.of("one", "two"));
    assertThat(assess(bounded, Mode.DIRECT).modes().get(0).verdict()).isEqualTo(Support.UNVERIFIED);
  }
}
