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

import static io.beamlambda.capability.probe.JobWatch.ROUNDS;
import static io.beamlambda.capability.probe.JobWatch.SETTLED;
import static io.beamlambda.capability.probe.JobWatch.SILENCE;
import static io.beamlambda.capability.probe.JobWatch.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JobWatchTest {

  private static final Duration MOMENT = Duration.ofMillis(1);

  private final JobWatch watch = new JobWatch(List.of("a", "b"), 0);
  private long now;

  private boolean enough(Duration later, boolean unread, String... output) {
    now += later.toNanos();
    return watch.enough(List.of(output), unread, OptionalLong.empty(), now);
  }

  private boolean enough(long round, String... output) {
    now += SILENCE.toNanos();
    return watch.enough(List.of(output), false, OptionalLong.of(round), now);
  }

  @Test
  void whereThereAreRoundsTimeAloneIsNotEnough() {
    assertThat(enough(3, "b", "a")).isFalse();
    assertThat(enough(3, "b", "a")).isFalse();
    assertThat(enough(2 + ROUNDS, "b", "a")).isFalse();
    assertThat(enough(3 + ROUNDS, "b", "a")).isTrue();
  }

  @Test
  void expectedOutputIsEnoughOnceItHasStayedInAnyOrder() {
    assertThat(enough(MOMENT, true)).isFalse();
    assertThat(enough(MOMENT, false, "b", "a")).isFalse();
    assertThat(enough(SETTLED.minus(MOMENT), false, "b", "a")).isFalse();
    assertThat(enough(MOMENT, false, "b", "a")).isTrue();
  }

  @Test
  void moreThanExpectedIsWaitedForLonger() {
    assertThat(enough(MOMENT, false, "b", "a")).isFalse();
    assertThat(enough(SETTLED.minus(MOMENT), false, "b", "a", "a")).isFalse();
    assertThat(enough(SETTLED, false, "b", "a", "a")).isFalse();
    assertThat(enough(SILENCE.minus(SETTLED), false, "b", "a", "a")).isTrue();
  }

  @Test
  void silenceCountsFromTheLastOutput() {
    assertThat(enough(MOMENT, false, "a")).isFalse();
    assertThat(enough(SILENCE.minus(MOMENT), false, "a", "x")).isFalse();
    assertThat(enough(SILENCE.minus(MOMENT), false, "a", "x")).isFalse();
    assertThat(enough(MOMENT, false, "a", "x")).isTrue();
  }

  @Test
  void whileThereIsSomethingToReadNothingIsEnough() {
    assertThat(enough(MOMENT, true, "a", "b")).isFalse();
    assertThat(enough(START.plus(SILENCE), true, "a", "b")).isFalse();
  }

  @Test
  void anEngineThatHasNotBegunIsGivenMoreTime() {
    assertThat(enough(MOMENT, false)).isFalse();
    assertThat(enough(START.minus(MOMENT), false)).isFalse();
    assertThat(enough(MOMENT, false)).isTrue();
  }
}
