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

import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.assess.Assessor;
import io.beamlambda.capability.assess.Gate;
import io.beamlambda.capability.assess.Waivers;
import io.beamlambda.capability.detect.PipelineFeatures;
import io.beamlambda.capability.report.PipelineReport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeDiagnosingMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Matches pipelines that a mode runs right, as far as the matrix knows: nothing that they use is
 * rejected, fails or is silently wrong there, unless it is waived. For JUnit 4 and 5:
 *
 * <pre>{@code
 * assertThat(pipeline, runsOn(Mode.FLINK_STREAMING));
 * }</pre>
 *
 * <p>The pipeline is not run. Conditions are decided by its options. Waivers are read from {@link
 * Waivers#DEFAULT_FILE} if that is there. A bounded pipeline on a streaming mode is looked at as
 * one that is told to stream.
 */
public final class RunsOn extends TypeSafeDiagnosingMatcher<Pipeline> {

  private final Matrix matrix;
  private final Mode mode;
  private final List<String> declared;
  private final @Nullable Path waivers;

  RunsOn(Matrix matrix, Mode mode, List<String> declared, @Nullable Path waivers) {
    this.matrix = matrix;
    this.mode = mode;
    this.declared = List.copyOf(declared);
    this.waivers = waivers;
  }

  /**
   * Matches pipelines that a mode runs right.
   *
   * @param mode its id, for example {@link Mode#FLINK_STREAMING}
   * @throws IllegalArgumentException if there is no such mode
   */
  public static RunsOn runsOn(String mode) {
    Matrix matrix = Matrix.load();
    return new RunsOn(matrix, matrix.catalogue().mode(mode), List.of(), null);
  }

  /**
   * Counts features that the graph does not show, too: {@code job.checkpoint}, for example.
   *
   * @throws IllegalArgumentException when it is matched, if the catalogue has no such feature
   */
  public RunsOn declaring(String... features) {
    return new RunsOn(matrix, mode, List.of(features), waivers);
  }

  /** Takes the waivers of a file. */
  public RunsOn withWaivers(Path file) {
    return new RunsOn(matrix, mode, declared, file);
  }

  @Override
  protected boolean matchesSafely(Pipeline pipeline, Description mismatch) {
    PipelineFeatures features =
        PipelineFeatures.of(pipeline).declaring(declared.toArray(String[]::new));
    PipelineReport report =
        Assessor.of(matrix)
            .withOptions(pipeline.getOptions())
            .withWaivers(waivers())
            .assess("the pipeline", features, kind(features), List.of(mode));
    Gate gate = Gate.of(report);
    mismatch.appendText("it does not:\n" + String.join("\n", gate.refusals()));
    return !gate.isClosed();
  }

  private Execution kind(PipelineFeatures features) {
    return mode.execution() == Execution.STREAMING ? Execution.STREAMING : features.execution();
  }

  private Waivers waivers() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return waivers == null
        ? Waivers.loadDefault(matrix.catalogue(), today)
        : Waivers.load(waivers, matrix.catalogue(), today);
  }

  @Override
  public void describeTo(Description description) {
    description.appendText("a pipeline that runs on " + mode.title());
  }
}
