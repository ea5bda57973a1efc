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

import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Mode;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.StreamingOptions;
import org.junit.jupiter.api.Test;

class RunnersTest {

  private final Runners runners = Runners.of(Catalogue.load());
  private final PipelineOptions options = PipelineOptionsFactory.create();

  private List<String> modes(String runner, Execution kind) {
    return runners.modes(runner, kind, options).stream().map(Mode::id).toList();
  }

  @Test
  void runnerIsKnownByProfileSimpleNameAndClass() {
    for (String name :
        List.of(
            "flink", "FlinkRunner", "flinkrunner", "org.apache.beam.runners.flink.FlinkRunner")) {
      assertThat(modes(name, Execution.STREAMING)).containsExactly(Mode.FLINK_STREAMING);
    }
  }

  @Test
  void optionChoosesAmongBatchModes() {
    assertThat(modes("flink", Execution.BATCH)).containsExactly(Mode.FLINK_BATCH);
    options.as(FlinkLikeOptions.class).setUseDataStreamForBatch(true);
    assertThat(modes("flink", Execution.BATCH)).containsExactly(Mode.FLINK_BATCH_DATASTREAM);
  }

  @Test
  void runnerWithoutStreamingHasNoModeForIt() {
    assertThat(modes("SparkStructuredStreamingRunner", Execution.STREAMING)).isEmpty();
    assertThat(modes("SparkStructuredStreamingRunner", Execution.BATCH))
        .containsExactly(Mode.SPARK_STRUCTURED_STREAMING);
  }

  @Test
  void directRunsBoth() {
    assertThat(modes("direct", Execution.BATCH)).containsExactly(Mode.DIRECT);
    assertThat(modes("direct", Execution.STREAMING)).containsExactly(Mode.DIRECT);
  }

  @Test
  void boundedPipelineThatIsToldToStreamIsAStreamingJob() {
    assertThat(Runners.kind(Execution.BATCH, options)).isEqualTo(Execution.BATCH);
    options.as(StreamingOptions.class).setStreaming(true);
    assertThat(Runners.kind(Execution.BATCH, options)).isEqualTo(Execution.STREAMING);
  }

  @Test
  void unknownRunnerIsNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> runners.modes("storm"))
        .hasMessage(
            "Unknown runner 'storm': the matrix knows direct, flink, spark,"
                + " spark-structured-streaming, dataflow, prism, flink-portable, spark-portable,"
                + " samza.");
    assertThat(runners.knows("storm")).isFalse();
  }
}
