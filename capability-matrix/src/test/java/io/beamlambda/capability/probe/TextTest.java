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

import java.util.List;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void instantsAreSecondsOfTheScript() {
    assertThat(Text.of(Script.START)).isEqualTo("@0");
    assertThat(Text.of(Script.START.plus(Duration.standardSeconds(90)))).isEqualTo("@90");
    assertThat(Text.of(Script.START.plus(Duration.millis(9_999)))).isEqualTo("@9.999");
  }

  @Test
  void theEndsOfTimeHaveNames() {
    assertThat(Text.of(BoundedWindow.TIMESTAMP_MIN_VALUE)).isEqualTo("@min");
    assertThat(Text.of(GlobalWindow.INSTANCE.maxTimestamp())).isEqualTo("@max");
    assertThat(Text.of(BoundedWindow.TIMESTAMP_MAX_VALUE)).isEqualTo("@max");
  }

  @Test
  void windowsAreHalfOpenRangesOfSeconds() {
    IntervalWindow window = new IntervalWindow(Script.START, Duration.standardSeconds(10));

    assertThat(Text.of(window)).isEqualTo("[0 10)");
    assertThat(Text.of(GlobalWindow.INSTANCE)).isEqualTo("[global]");
  }

  @Test
  void sortedKeepsWhatIsTheSame() {
    assertThat(Text.sorted(List.of(3, 1, 3))).containsExactly(1, 3, 3);
  }
}
