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
import org.jspecify.annotations.Nullable;

/**
 * Why a cell says what it says.
 *
 * @param kind how it was found
 * @param beamVersion the Beam version that it is about
 * @param runnerVersion the engine's version, or null if that does not matter or is not known
 * @param options the options that the probe ran with, or that the source names
 * @param source the probe's class, a document's or an issue's address, or a source file
 * @param summary what was seen, in a sentence; for a probe with what was expected
 * @param expected the output that the Beam model demands, empty if this is no probe
 * @param observed the output that was seen, empty if there was none or this is no probe
 * @param date when it was seen
 */
public record Evidence(
    Kind kind,
    String beamVersion,
    @Nullable String runnerVersion,
    List<String> options,
    String source,
    String summary,
    List<String> expected,
    List<String> observed,
    LocalDate date) {

  /** How something was found, from strongest to weakest. */
  public enum Kind {
    PROBE("probe run"),
    VALIDATES_RUNNER("ValidatesRunner"),
    CODE("code"),
    DOCUMENTATION("documentation");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** The words that reports use; lasting, also in JSON. */
    public String text() {
      return text;
    }

    /** The constant that is written as the text. */
    static Kind of(String text) {
      for (Kind kind : values()) {
        if (kind.text.equals(text)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("Unknown kind of evidence: " + text);
    }
  }

  public Evidence {
    options = List.copyOf(options);
    expected = List.copyOf(expected);
    observed = List.copyOf(observed);
  }

  /** Whether a probe was run. */
  public boolean isProbe() {
    return kind == Kind.PROBE;
  }
}
