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
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.detect.PipelineFeatures;
import io.beamlambda.capability.report.PipelineReport;
import java.util.List;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The matrix as it is shipped, on the traps that people fall into most. */
class KnownTrapsTest {

  private static final Matrix MATRIX = Matrix.load();

  static List<Arguments> refused() {
    return List.of(
        arguments(
            "ParquetIO in a streaming job of Spark",
            trap(TrapPipelines::parquetBesideAStream),
            Mode.SPARK_STREAMING,
            "'Lake' uses 'Splittable DoFn, bounded, in a streaming pipeline'"
                + " (sdf.bounded-in-streaming), which on Spark streaming is 'rejects at submit'"),
        arguments(
            "splits at different times",
            trap(TrapPipelines::manySplits),
            Mode.SPARK_STREAMING,
            "(source.splits-skewed), which on Spark streaming is 'silently wrong'"),
        arguments(
            "bundle finalizer without checkpoints",
            trap(TrapPipelines::bundleFinalizer),
            Mode.FLINK_STREAMING,
            "unless --checkpointingInterval is > 0"),
        arguments(
            "state in sessions, Flink batch",
            trap(TrapPipelines::stateInSessions),
            Mode.FLINK_BATCH,
            "(state.merging-windows), which on Flink batch is 'silently wrong'"),
        arguments(
            "state in sessions, Spark batch",
            trap(TrapPipelines::stateInSessions),
            Mode.SPARK_BATCH,
            "(state.merging-windows), which on Spark batch is 'silently wrong'"),
        arguments(
            "Wait.on",
            trap(TrapPipelines::waitOn),
            Mode.SPARK_STREAMING,
            "(core.wait-on), which on Spark streaming is 'silently wrong'"),
        arguments(
            "unbounded side input",
            trap(TrapPipelines::unboundedSideInput),
            Mode.SPARK_STREAMING,
            "(side.unbounded), which on Spark streaming is 'silently wrong'"),
        arguments(
            "event-time timer",
            trap(TrapPipelines::eventTimeTimer),
            Mode.SPARK_STREAMING,
            "(timer.event-time), which on Spark streaming is 'rejects at submit'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedInWordsThatAUserUnderstands(
      String name, Supplier<Pipeline> pipeline, String mode, String words) {
    assertThat(gate(pipeline.get(), mode).refusals())
        .anySatisfy(
            refusal ->
                assertThat(refusal)
                    .contains(words, "Where: ", "Why: ", "Evidence: probe run ", "Way round: ")
                    .doesNotContain("none is known"));
  }

  @ParameterizedTest
  @MethodSource("batchModesThatIgnoreTriggers")
  void aTriggerThatBatchIgnoresIsAWarning(String mode) {
    Gate gate = gate(TrapPipelines.earlyPanesInBatch(), mode);

    assertThat(gate.isClosed()).isFalse();
    assertThat(gate.warnings())
        .anySatisfy(
            warning -> assertThat(warning).contains("(trig.early)", "'partial'", "no early panes"));
  }

  static List<String> batchModesThatIgnoreTriggers() {
    return List.of(Mode.FLINK_BATCH, Mode.SPARK_STRUCTURED_STREAMING);
  }

  private static Supplier<Pipeline> trap(Supplier<Pipeline> pipeline) {
    return pipeline;
  }

  private static Gate gate(Pipeline pipeline, String mode) {
    PipelineFeatures features = PipelineFeatures.of(pipeline);
    PipelineReport report =
        Assessor.of(MATRIX)
            .withOptions(pipeline.getOptions())
            .assess("p", features, features.execution(), List.of(MATRIX.catalogue().mode(mode)));
    return Gate.of(report);
  }
}
