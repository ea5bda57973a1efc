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

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScriptProgressTest {

  private final Outbox outbox = new Outbox(UUID.randomUUID().toString());
  private long now;

  private ScriptProgress progress(Script script) {
    return new ScriptProgress(script, outbox, () -> now);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void anAwaitInVainEndsWithANoteInTheOutbox() {
    ScriptProgress progress = progress(Script.empty().await(2));
    outbox.add("one");

    assertThat(progress.done(0)).isFalse();
    pass(ScriptProgress.PATIENCE.minusNanos(1));
    assertThat(progress.done(0)).isFalse();
    pass(Duration.ofNanos(1));

    assertThat(progress.done(0)).isTrue();
    assertThat(outbox.observed()).containsExactly("one", "nothing came; waited for observation 2");
  }

  @Test
  void afterOneInVainTheNextAwaitIsShorterAndDoesNotCountTheNote() {
    ScriptProgress progress = progress(Script.empty().await(1).await(2));
    assertThat(progress.done(0)).isFalse();
    pass(ScriptProgress.PATIENCE);
    assertThat(progress.done(0)).isTrue();
    outbox.add("late");

    assertThat(progress.done(1)).isFalse();
    pass(ScriptProgress.LOST_PATIENCE);

    assertThat(progress.done(1)).isTrue();
  }

  @Test
  void aPauseIsCountedFromWhenItIsFirstReached() {
    ScriptProgress progress = progress(Script.empty().pause(Duration.ofSeconds(1)));
    pass(Duration.ofSeconds(5));

    assertThat(progress.done(0)).isFalse();
    pass(Duration.ofSeconds(1));

    assertThat(progress.done(0)).isTrue();
  }

  @Test
  void aWatermarkStandsUntilItHasBeenAskedForAndAMomentLonger() {
    ScriptProgress progress = progress(Script.empty().watermark(10).element("a", 1, 11));
    assertThat(progress.done(0)).isFalse();
    pass(Duration.ofMinutes(1));
    assertThat(progress.done(0)).isFalse();

    assertThat(progress.watermark(0)).isEqualTo(Script.START.plus(10_000));
    assertThat(progress.done(0)).isFalse();
    pass(ScriptProgress.SETTLING);

    assertThat(progress.done(0)).isTrue();
  }
}
