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

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of Beam's own ValidatesRunner tests on a mode: {@code validates-runner/MODE.json}.
 *
 * @param options with what the tests were run
 */
record BeamTestsFile(
    String beamVersion, String mode, String date, List<String> options, List<Entry> tests) {

  BeamTestsFile {
    options = List.copyOf(options);
    tests = List.copyOf(tests);
  }

  /**
   * One test.
   *
   * @param test class below {@code org.apache.beam.sdk}, {@code #}, method
   * @param features the features that it speaks of
   * @param outcome {@code passed}, {@code failed}, {@code skipped} or {@code hung}
   * @param reason why it did not pass; empty if it did
   */
  record Entry(String test, List<String> features, String outcome, @Nullable String reason) {

    Entry {
      features = List.copyOf(features);
      reason = reason == null ? "" : reason;
    }

    @Override
    public String reason() {
      return Objects.requireNonNull(reason);
    }

    boolean passed() {
      return outcome.equals("passed");
    }

    /** A test that was not run says nothing, neither good nor bad. */
    boolean ran() {
      return !outcome.equals("skipped");
    }

    /** The test without its package. */
    String shortName() {
      return test.substring(test.lastIndexOf('.', test.indexOf('#')) + 1);
    }
  }
}
