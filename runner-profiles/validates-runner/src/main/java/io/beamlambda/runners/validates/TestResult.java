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
package io.beamlambda.runners.validates;

/**
 * How a test ended.
 *
 * @param test which
 * @param outcome {@code passed}, {@code failed}, {@code skipped} or {@code hung}
 * @param reason why it did not pass, or empty
 */
record TestResult(BeamTest test, String outcome, String reason) {

  /** Enough of a message to know it by. */
  private static final int LONGEST_REASON = 240;

  /** Parses {@code OUTCOME [REASON]}. */
  static TestResult parse(BeamTest test, String text) {
    int space = text.indexOf(' ');
    return space < 0
        ? new TestResult(test, text, "")
        : new TestResult(
            test,
            text.substring(0, space),
            text.substring(space + 1, Math.min(text.length(), space + 1 + LONGEST_REASON)));
  }
}
