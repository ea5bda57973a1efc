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
import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Feature;
import io.beamlambda.capability.Mode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProbesTest {

  private final Catalogue catalogue = Catalogue.load();
  private final Probes probes = Probes.load();

  private List<Execution> jobs(String probe, String mode) {
    return probes.tasks(catalogue.mode(mode)).stream()
        .filter(task -> task.probe().equals(probe))
        .map(ProbeTask::job)
        .toList();
  }

  /** No runner that probes run on can be told to drain. */
  private static final Set<String> UNPROBED = Set.of("job.drain");

  @Test
  void everyFeatureHasAProbe() {
    List<String> probed =
        probes.tasks(catalogue.mode(Mode.DIRECT)).stream()
            .map(task -> probes.named(task.probe()).feature())
            .toList();

    assertThat(catalogue.features())
        .extracting(Feature::id)
        .filteredOn(id -> !UNPROBED.contains(id))
        .isSubsetOf(probed);
  }

  @Test
  void aFeatureOfBothKindsIsTriedInTheKindsThatTheModeHas() {
    assertThat(jobs("FixedWindowsProbe", Mode.DIRECT))
        .containsExactly(Execution.BATCH, Execution.STREAMING);
    assertThat(jobs("FixedWindowsProbe", Mode.FLINK_STREAMING))
        .containsExactly(Execution.STREAMING);
    assertThat(jobs("FixedWindowsProbe", Mode.FLINK_BATCH)).containsExactly(Execution.BATCH);
  }

  @Test
  void aFeatureThatCannotOccurInTheModeIsNotTried() {
    assertThat(jobs("LateFiringsProbe", Mode.FLINK_BATCH)).isEmpty();
  }

  @Test
  void anUnknownProbeIsAnError() {
    assertThatThrownBy(() -> probes.named("NoProbe")).hasMessageContaining("'NoProbe'");
  }
}
