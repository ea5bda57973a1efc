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
package io.beamlambda.runners.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.EvidenceFile;
import io.beamlambda.capability.EvidenceFile.Entry;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.probe.ModeProbing;
import io.beamlambda.capability.probe.ProfileJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The evidence of the capability matrix is that of the versions in use. */
@Tag("probes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EvidenceContract {

  /** Quick ones, of which each mode has some that it does not do right. */
  private static final Set<String> SAMPLE =
      Set.of(
          "SessionWindowsProbe",
          "EarlyFiringsProbe",
          "ValueStateProbe",
          "EventTimeTimerProbe",
          "MultipleOutputsProbe");

  private final Path profile = Path.of("").toAbsolutePath();
  private final Map<String, FutureTask<Shown>> shown = new HashMap<>();

  /** For the profile whose module is the working directory. */
  protected EvidenceContract() {}

  /** What a mode shows, and with which versions. */
  private record Shown(EvidenceFile versions, List<Entry> sample) {}

  Stream<String> modes() {
    String name = profile.getFileName().toString();
    return Catalogue.load().modes().stream()
        .filter(mode -> name.equals(mode.profile()))
        .map(Mode::id);
  }

  /** All modes at once: a probe mostly waits, for silence. */
  @BeforeAll
  void probe() {
    modes()
        .forEach(
            mode -> {
              FutureTask<Shown> task = new FutureTask<>(() -> probe(mode));
              shown.put(mode, task);
              new Thread(task, "probes on " + mode).start();
            });
  }

  private Shown probe(String mode) throws IOException, InterruptedException {
    try (ModeProbing probing =
        ModeProbing.on(
            mode,
            ProfileJvm.of(profile),
            ModeProbing.LIMIT,
            profile.resolve("target/probes-" + mode + ".log"))) {
      return new Shown(probing.versions(), probing.run(SAMPLE));
    }
  }

  private Shown shown(String mode) throws ExecutionException, InterruptedException {
    return requireNonNull(shown.get(mode)).get();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void theEvidenceIsThatOfTheVersionsInUse(String mode)
      throws ExecutionException, InterruptedException {
    assertThat(evidence(mode))
        .usingRecursiveComparison()
        .comparingOnlyFields("beamVersion", "runner", "runnerVersion")
        .isEqualTo(shown(mode).versions());
  }

  @ParameterizedTest
  @MethodSource("modes")
  void aSampleOfProbesShowsWhatTheEvidenceSays(String mode)
      throws ExecutionException, InterruptedException {
    List<Entry> recorded =
        evidence(mode).probes().stream().filter(entry -> SAMPLE.contains(entry.probe())).toList();

    assertThat(recorded).extracting(Entry::probe).containsAll(SAMPLE);
    assertThat(shown(mode).sample())
        .usingRecursiveFieldByFieldElementComparatorOnFields(
            "feature", "probe", "job", "condition", "outcome", "observed")
        .containsExactlyInAnyOrderElementsOf(recorded);
  }

  private static EvidenceFile evidence(String mode) {
    return EvidenceFile.load(mode)
        .orElseThrow(
            () ->
                new AssertionError(
                    "There is no evidence of %s; run capability-matrix/probes --modes=%s."
                        .formatted(mode, mode)));
  }
}
