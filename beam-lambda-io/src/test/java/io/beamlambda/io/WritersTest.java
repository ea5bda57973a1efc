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

import org.junit.jupiter.api.Test;

class WritersTest {

  private static final long LONG_AFTER = Writers.SILENT_AFTER.toNanos() + 1;

  private final Writers writers = new Writers();

  @Test
  void theLowestBoundCounts() {
    writers.says("a", 30, false, 0);
    writers.says("b", 20, false, 0);
    assertThat(writers.bound()).isEqualTo(20);

    writers.says("b", 40, false, 0);

    assertThat(writers.bound()).isEqualTo(30);
  }

  @Test
  void oneThatBeginsReplacesTheOthers() {
    writers.says("a", 30, false, 0);

    writers.begins("b", 50, false, 1);

    assertThat(writers.bound()).isEqualTo(50);
  }

  @Test
  void oneThatIsSilentWhileAnotherSpeaksIsForgotten() {
    writers.says("a", 30, false, 0);
    writers.says("b", 50, false, LONG_AFTER);

    assertThat(writers.bound()).isEqualTo(50);
  }

  @Test
  void silenceOfAllChangesNothing() {
    writers.says("a", 30, false, 0);
    writers.says("a", 30, false, LONG_AFTER);

    assertThat(writers.isEmpty()).isFalse();
    assertThat(writers.bound()).isEqualTo(30);
  }

  @Test
  void idleOnlyIfAllAre() {
    writers.says("a", 30, true, 0);
    writers.says("b", 20, false, 0);
    assertThat(writers.isIdle()).isFalse();

    writers.says("b", 20, true, 0);

    assertThat(writers.isIdle()).isTrue();
  }
}
