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
package io.beamlambda.capability.probe.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.capability.probe.ProbeRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanesProbeTest {

  private static final ProbeRun RUN = new ProbeRun("id", "direct", true);

  @Test
  void discardedPanesTogetherHaveToHoldEachValueOnce() {
    // [1, 2] early, [3] on time.
    PanesProbe probe = new EarlyFiringsProbe();

    assertThat(probe.partly(List.of("a [1, 2] [0 10) UNKNOWN", "b [3] [0 10) UNKNOWN"), RUN))
        .isTrue();
    assertThat(probe.partly(List.of("a [1, 2] [0 10) EARLY"), RUN)).isFalse();
    assertThat(
            probe.partly(
                List.of("a [1, 2] [0 10) EARLY", "a [2] [0 10) LATE", "b [3] [0 10) LATE"), RUN))
        .isFalse();
  }

  @Test
  void theLastAccumulatedPaneHasToHoldAll() {
    PanesProbe probe = new AccumulatingPanesProbe();

    assertThat(probe.partly(List.of("a [1, 2] [0 10) ON_TIME"), RUN)).isTrue();
    assertThat(probe.partly(List.of("a [1] [0 10) EARLY", "a [2] [0 10) ON_TIME"), RUN)).isFalse();
  }

  @Test
  void aNoteThatNothingCameIsNoResult() {
    assertThat(
            new EarlyFiringsProbe()
                .partly(
                    List.of(
                        "nothing came; waited for observation 1",
                        "a [1, 2] [0 10) ON_TIME",
                        "b [3] [0 10) ON_TIME"),
                    RUN))
        .isTrue();
  }

  @Test
  void wrongPaneInfoIsNotPartlyRight() {
    assertThat(
            new PaneInfoProbe()
                .partly(List.of("a [1] [0 10) UNKNOWN, index 0, since on time 0"), RUN))
        .isFalse();
  }
}
