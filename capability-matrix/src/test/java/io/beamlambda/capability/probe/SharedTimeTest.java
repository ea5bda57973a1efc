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

import org.junit.jupiter.api.Test;

class SharedTimeTest {

  private long now = 1_000;
  private double load;
  private final SharedTime time = new SharedTime(() -> now, () -> load);

  private long after(long nanos) {
    now += nanos;
    return time.getAsLong();
  }

  @Test
  void onAMachineWithNothingElseToDoItIsRealTime() {
    load = 0.3;

    assertThat(after(100)).isEqualTo(100);
    assertThat(after(50)).isEqualTo(150);
  }

  @Test
  void withFourWaitingPerProcessorItPassesAQuarterAsFast() {
    load = 1;
    assertThat(after(100)).isEqualTo(100);

    load = 4;

    assertThat(after(100)).isEqualTo(125);
  }

  @Test
  void whereTheLoadIsUnknownItIsRealTime() {
    load = -1;

    assertThat(after(100)).isEqualTo(100);
  }
}
