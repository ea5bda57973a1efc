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
package io.beamlambda.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BundlePauseTest {

  private final EndedBundles bundles = new EndedBundles();
  private final AtomicLong nanos = new AtomicLong();
  private final BundlePause pause = new BundlePause(bundles, nanos::get);

  @Test
  void aBundleThatEndedGivesOnePause() {
    pass(BundlePause.LEAST_BETWEEN);
    boolean before = pause.isDue();
    bundles.ended();
    boolean after = pause.isDue();
    boolean again = pause.isDue();

    assertThat(before).isFalse();
    assertThat(after).isTrue();
    assertThat(again).isFalse();
  }

  @Test
  void manyShortBundlesGiveOnePauseInHalfASecond() {
    int pauses = 0;
    for (int millis = 1; millis <= 2_000; millis++) {
      pass(Duration.ofMillis(1));
      bundles.ended();
      if (pause.isDue()) {
        pauses++;
      }
    }

    assertThat(pauses).isEqualTo(4);
  }

  @Test
  void aBundleThatEndedOnAnotherThreadDoesNotCount() throws Exception {
    pass(BundlePause.LEAST_BETWEEN);
    Thread other = new Thread(bundles::ended);
    other.start();
    other.join();

    assertThat(pause.isDue()).isFalse();
  }

  @Test
  void whatEndedBeforeTheReaderWasMadeDoesNotCount() {
    bundles.ended();
    BundlePause later = new BundlePause(bundles, nanos::get);
    pass(BundlePause.LEAST_BETWEEN);

    assertThat(later.isDue()).isFalse();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
