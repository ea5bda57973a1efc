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
package io.beamlambda.capability;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the probes of one mode showed, as it stands in {@code evidence/<mode>.json}. */
public record EvidenceFile(
    String beamVersion,
    String runner,
    @Nullable String runnerVersion,
    String javaVersion,
    String date,
    List<Entry> probes) {

  /** The one that is shipped for a mode, if there is one. */
  public static Optional<EvidenceFile> load(String mode) {
    return load(DataFiles.shipped(), mode);
  }

  static Optional<EvidenceFile> load(DataFiles files, String mode) {
    return files.read("evidence/%s.json".formatted(mode), EvidenceFile.class);
  }

  Versions versions() {
    return new Versions(beamVersion, runner, runnerVersion, javaVersion, LocalDate.parse(date));
  }

  /** One run of one probe, or several that agreed. */
  public record Entry(
      String feature,
      String probe,
      String job,
      List<String> options,
      @Nullable Condition condition,
      String outcome,
      @Nullable Boolean flaky,
      List<String> expected,
      List<String> observed,
      @Nullable String error) {

    /** How it ended. */
    public Outcome result() {
      return Outcome.of(outcome);
    }

    boolean isFlaky() {
      return Boolean.TRUE.equals(flaky);
    }

    /** What it means for the feature. */
    public Support support() {
      return result().support(expected, observed);
    }
  }

  Evidence evidence(Entry entry) {
    return new Evidence(
        Evidence.Kind.PROBE,
        beamVersion,
        runnerVersion,
        entry.options(),
        entry.probe(),
        entry.result().summary(entry.job(), entry.expected(), entry.observed(), entry.error()),
        entry.expected(),
        entry.observed(),
        LocalDate.parse(date));
  }
}
