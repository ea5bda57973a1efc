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

/** What a runner does with a feature, from best to worst. Unknown is never no. */
public enum Support {
  /** The probe's output is what the Beam model says. */
  YES("yes"),
  /**
   * Right if an option is set as {@link Cell#condition} says, otherwise as {@link Cell#otherwise}.
   */
  CONDITIONAL("conditional"),
  /** Final results are right; something of the feature is missing, which the note names. */
  PARTIAL("partial"),
  /** Nobody has tried it, or nobody can here. */
  UNVERIFIED("unverified"),
  /** Refused before any element is read. */
  REJECTS("rejects at submit"),
  /** Accepted, then the job fails or never gets on. */
  FAILS("fails at run"),
  /** Accepted, runs, and the output is not what the Beam model says. */
  SILENTLY_WRONG("silently wrong"),
  /** The feature cannot occur in this mode: for example, late data in a batch job. */
  NOT_APPLICABLE("not applicable");

  private final String text;

  Support(String text) {
    this.text = text;
  }

  /** The words that reports use; lasting, also in JSON. */
  public String text() {
    return text;
  }

  /** The constant that is written as the text. */
  public static Support of(String text) {
    for (Support support : values()) {
      if (support.text.equals(text)) {
        return support;
      }
    }
    throw new IllegalArgumentException("Unknown support value: " + text);
  }
}
