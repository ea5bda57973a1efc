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
package io.beamlambda.capability.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineVisitor;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.testing.CrashingRunner;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void theFirstLineOfTheRootIsKept() {
    Throwable failure =
        new IllegalStateException(
            "outer", new UnsupportedOperationException("no such state\nat line 2"));

    assertThat(Failures.describe(failure))
        .isEqualTo("UnsupportedOperationException: no such state");
  }

  @Test
  void whatDiffersFromRunToRunIsLeftOut() {
    assertThat(
            Failures.describe(
                new RuntimeException(
                    "Lost task 0.0 in stage 12.0 (TID 34): Coder@1f2e3d4c of"
                        + " 0b1c2d3e-1111-2222-3333-0123456789ab")))
        .isEqualTo("RuntimeException: Lost task 0.0 in ... ...: Coder@... of @...");
  }

  @Test
  void anExceptionWithoutAMessageIsItsName() {
    assertThat(Failures.describe(new IllegalStateException())).isEqualTo("IllegalStateException");
  }

  @Test
  void whatIsThrownByAVisitOfTheGraphComesFromTranslation() {
    Throwable thrown = thrownByVisit();

    assertThat(Failures.inTranslation(new RuntimeException(thrown))).isTrue();
    assertThat(Failures.inTranslation(new RuntimeException("elsewhere"))).isFalse();
  }

  private static Throwable thrownByVisit() {
    try {
      PipelineOptions options = PipelineOptionsFactory.create();
      options.setRunner(CrashingRunner.class);
      Pipeline.create(options)
          .traverseTopologically(
              new PipelineVisitor.Defaults() {
                @Override
                public void leaveCompositeTransform(Node node) {
                  throw new UnsupportedOperationException("not this transform");
                }
              });
    } catch (UnsupportedOperationException e) {
      return e;
    }
    throw new AssertionError("The visitor was not called.");
  }
}
