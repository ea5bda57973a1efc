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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is recorded of probes that go astray, in batch and streaming jobs. */
class ProbeOutcomesTest {

  private static final Path PROFILE = Path.of("").toAbsolutePath();

  private static List<Entry> outcomes = List.of();

  /** All that end by themselves, one after the other, as when the evidence is made. */
  @BeforeAll
  static void runProbes() throws IOException, InterruptedException {
    outcomes =
        run(
            ModeProbing.LIMIT,
            "ThrowingProbe",
            "RefusedProbe",
            "TwofoldProbe",
            "SilentProbe",
            "HaltingProbe",
            "ConditionalProbe");
  }

  private static List<Entry> run(Duration limit, String... probes)
      throws IOException, InterruptedException {
    ProfileJvm jvm = ProfileJvm.of(PROFILE).with(PROFILE.resolve("target/test-classes"));
    try (ModeProbing probing =
        ModeProbing.on(Mode.DIRECT, jvm, limit, PROFILE.resolve("target/stray-probes.log"))) {
      return probing.run(Set.of(probes));
    }
  }

  private static List<Entry> outcomes(String probe) {
    return outcomes.stream().filter(entry -> entry.probe().equals(probe)).toList();
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
  void aJobThatThrowsHasFailedWhateverItPutOut() {
    assertThat(outcomes("ThrowingProbe"))
        .extracting(Entry::job, Entry::outcome, Entry::error)
        .containsExactly(
            tuple("batch", "failed", "IllegalArgumentException: not this element"),
            tuple("streaming", "failed", "IllegalArgumentException: not this element"));
  }

  @Test
  void whatThrowsBeforeAnythingIsReadIsRejected() {
    assertThat(outcomes("RefusedProbe"))
        .hasSize(2)
        .allMatch(entry -> entry.outcome().equals("rejected"))
        .allMatch(entry -> "UnsupportedOperationException: not this feature".equals(entry.error()));
  }

  @Test
  void outputThatIsNotAsExpectedIsWrongOrPartlyRight() {
    assertThat(outcomes("TwofoldProbe"))
        .extracting(Entry::job, Entry::outcome, Entry::observed)
        .containsExactlyInAnyOrder(
            tuple("batch", "wrong", List.of("1", "1")),
            tuple("streaming", "wrong", List.of("1", "1")));
    assertThat(outcomes("SilentProbe"))
        .extracting(Entry::job, Entry::outcome, Entry::observed)
        .containsExactlyInAnyOrder(
            tuple("batch", "partial", List.of()), tuple("streaming", "partial", List.of()));
  }

  @Test
  void aJvmThatEndsIsAFailure() {
    assertThat(outcomes("HaltingProbe"))
        .extracting(Entry::outcome, Entry::error)
        .containsExactly(tuple("failed", "The JVM ended."), tuple("failed", "The JVM ended."));
  }

  @Test
  void everySettingIsTriedWhenThePlainRunIsNotRight() {
    assertThat(outcomes("ConditionalProbe"))
        .filteredOn(entry -> entry.job().equals("batch"))
        .extracting(Entry::condition, Entry::outcome)
        .containsExactly(
            tuple(null, "wrong"),
            tuple(new Condition("appName", "2"), "wrong"),
            tuple(new Condition("appName", "1"), "correct"));
  }
}
