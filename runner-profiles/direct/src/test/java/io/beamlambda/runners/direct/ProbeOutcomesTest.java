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
package io.beamlambda.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.beamlambda.capability.Condition;
import io.beamlambda.capability.EvidenceFile.Entry;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.probe.ModeProbing;
import io.beamlambda.capability.probe.ProfileJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is recorded of probes that go astray, in batch and streaming jobs. */
class ProbeOutcomesTest {

  private final Path profile = Path.of("").toAbsolutePath();

  private List<Entry> run(Duration limit, String... probes)
      throws IOException, InterruptedException {
    ProfileJvm jvm = ProfileJvm.of(profile).with(profile.resolve("target/test-classes"));
    try (ModeProbing probing =
        ModeProbing.on(Mode.DIRECT, jvm, limit, profile.resolve("target/stray-probes.log"))) {
      return probing.run(Set.of(probes));
    }
  }

  @Test
  void aJobThatIsStuckHangsAndTheNextProbeRunsInAnotherJvm()
      throws IOException, InterruptedException {
    List<Entry> entries = run(Duration.ofSeconds(10), "StuckProbe", "TwofoldProbe");

    assertThat(entries)
        .extracting(Entry::probe, Entry::job, Entry::outcome)
        .contains(tuple("StuckProbe", "batch", "hung"), tuple("TwofoldProbe", "batch", "wrong"));
  }

  @Test
  void aJobThatThrowsHasFailedWhateverItPutOut() throws IOException, InterruptedException {
    assertThat(run(ModeProbing.LIMIT, "ThrowingProbe"))
        .extracting(Entry::job, Entry::outcome, Entry::error)
        .containsExactly(
            tuple("batch", "failed", "IllegalArgumentException: not this element"),
            tuple("streaming", "failed", "IllegalArgumentException: not this element"));
  }

  @Test
  void whatThrowsBeforeAnythingIsReadIsRejected() throws IOException, InterruptedException {
    assertThat(run(ModeProbing.LIMIT, "RefusedProbe"))
        .hasSize(2)
        .allMatch(entry -> entry.outcome().equals("rejected"))
        .allMatch(entry -> "UnsupportedOperationException: not this feature".equals(entry.error()));
  }

  @Test
  void outputThatIsNotAsExpectedIsWrongOrPartlyRight() throws IOException, InterruptedException {
    assertThat(run(ModeProbing.LIMIT, "TwofoldProbe", "SilentProbe"))
        .extracting(Entry::probe, Entry::job, Entry::outcome, Entry::observed)
        .containsExactlyInAnyOrder(
            tuple("TwofoldProbe", "batch", "wrong", List.of("1", "1")),
            tuple("TwofoldProbe", "streaming", "wrong", List.of("1", "1")),
            tuple("SilentProbe", "batch", "partial", List.of()),
            tuple("SilentProbe", "streaming", "partial", List.of()));
  }

  @Test
  void aJvmThatEndsIsAFailure() throws IOException, InterruptedException {
    assertThat(run(ModeProbing.LIMIT, "HaltingProbe"))
        .extracting(Entry::outcome, Entry::error)
        .containsExactly(tuple("failed", "The JVM ended."), tuple("failed", "The JVM ended."));
  }

  @Test
  void everySettingIsTriedWhenThePlainRunIsNotRight() throws IOException, InterruptedException {
    assertThat(run(ModeProbing.LIMIT, "ConditionalProbe"))
        .filteredOn(entry -> entry.job().equals("batch"))
        .extracting(Entry::condition, Entry::outcome)
        .containsExactly(
            tuple(null, "wrong"),
            tuple(new Condition("appName", "2"), "wrong"),
            tuple(new Condition("appName", "1"), "correct"));
  }
}
