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
package io.beamlambda.capability.hamcrest;

import static io.beamlambda.capability.hamcrest.RunsOn.runsOn;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.not;

import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.TestMatrix;
import io.beamlambda.capability.assess.StatePipelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsOnTest {

  private static final Matrix MATRIX = TestMatrix.of("assess-test");

  @TempDir Path directory;

  private static RunsOn runsOnTestFlink() {
    return new RunsOn(MATRIX, MATRIX.catalogue().mode(Mode.FLINK_STREAMING), List.of(), null);
  }

  @Test
  void matchesWhatRuns() {
    assertThat(StatePipelines.value(), runsOnTestFlink());
    assertThat(StatePipelines.map(), not(runsOnTestFlink()));
  }

  @Test
  void mismatchSaysWhatWhereAndWhy() {
    assertThatThrownBy(() -> assertThat(StatePipelines.map(), runsOnTestFlink()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expected: a pipeline that runs on Flink streaming")
        .hasMessageContaining("'Keep map' uses 'Map state' (state.map)")
        .hasMessageContaining("Evidence: probe run MapProbe")
        .hasMessageContaining("Way round: Keep a bag of pairs.");
  }

  @Test
  void waiversAreFollowed() throws IOException {
    Path file = directory.resolve("waivers.json");
    Files.writeString(
        file,
        """
        {"waivers": [{"feature": "state.map", "mode": "flink-streaming",
          "reason": "a trial", "until": "9999-01-01"}]}
        """);
    assertThat(StatePipelines.map(), runsOnTestFlink().withWaivers(file));
  }

  @Test
  void batchModeDoesNotMatchAnUnboundedPipeline() {
    assertThat(StatePipelines.value(), not(runsOn(Mode.SPARK_STRUCTURED_STREAMING)));
  }

  @Test
  void unknownModeAndUnknownDeclarationAreErrors() {
    assertThatThrownBy(() -> runsOn("flink")).hasMessageContaining("Unknown mode 'flink'");
    assertThatThrownBy(
            () -> assertThat(StatePipelines.value(), runsOnTestFlink().declaring("job.swim")))
        .hasMessageContaining("Unknown feature 'job.swim'");
  }
}
