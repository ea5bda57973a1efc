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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.probe.window.FixedWindowsProbe;
import io.beamlambda.capability.probe.window.LateFiringsProbe;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RegenerationOptionsTest {

  private static RegenerationOptions parse(String... args) {
    return RegenerationOptions.parse(args, Catalogue.load());
  }

  @Test
  void byDefaultEverythingRunsOnceOnAllModesThatCanRunHere() {
    RegenerationOptions options = parse();

    assertThat(options.modes()).hasSize(7).allMatch(Mode::installed);
    assertThat(options.repeat()).isEqualTo(1);
    assertThat(options.wants(new FixedWindowsProbe())).isTrue();
  }

  @Test
  void featuresCanBeNamedByTheirBeginning() {
    RegenerationOptions options = parse("--features=state.map,trig.*", "--limit=5");

    assertThat(options.wants(new LateFiringsProbe())).isTrue();
    assertThat(options.wants(new FixedWindowsProbe())).isFalse();
    assertThat(options.limit()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void probesCanBeNamed() {
    RegenerationOptions options = parse("--probes=FixedWindowsProbe");

    assertThat(options.wants(new FixedWindowsProbe())).isTrue();
    assertThat(options.wants(new LateFiringsProbe())).isFalse();
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThatThrownBy(() -> parse("--repeat=0"))
        .hasMessage("Invalid --repeat: '0' (must be a number >= 1)");
    assertThatThrownBy(() -> parse("--modes=prism"))
        .hasMessageContaining("'prism' has no runner profile here");
    assertThatThrownBy(() -> parse("--mode=direct"))
        .hasMessageContaining("Unknown option '--mode=direct'");
  }
}
