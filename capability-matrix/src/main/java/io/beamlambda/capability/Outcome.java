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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a probe ended. */
public enum Outcome {
  CORRECT("the output is as expected"),
  PARTIAL("final results are right, but not all that was expected was seen"),
  REJECTED("refused before anything was read"),
  FAILED("the job failed"),
  WRONG("no error, but the output is not as expected"),
  HUNG("the job did not get done in time");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  static Outcome of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /**
   * What it means for the feature. A failure is never silent, whatever came out before; of a job
   * that hangs nobody is told, so that what it put out may count as its result.
   */
  Support support(List<String> expected, List<String> observed) {
    return switch (this) {
      case CORRECT -> Support.YES;
      case PARTIAL -> Support.PARTIAL;
      case REJECTED -> Support.REJECTS;
      case FAILED -> Support.FAILS;
      case WRONG -> Support.SILENTLY_WRONG;
      case HUNG -> without(observed, expected).isEmpty() ? Support.FAILS : Support.SILENTLY_WRONG;
    };
  }

  String summary(String job, List<String> expected, List<String> observed, @Nullable String error) {
    StringBuilder summary = new StringBuilder("As a %s job: %s".formatted(job, words));
    if (this == WRONG || this == HUNG || this == PARTIAL) {
      summary.append(
          "; %d of %d missing, %d not expected"
              .formatted(
                  without(expected, observed).size(),
                  expected.size(),
                  without(observed, expected).size()));
    }
    if (error != null) {
      summary.append(": ").append(error);
    }
    return summary.toString();
  }

  /** What is in one multiset and not in the other. */
  private static List<String> without(List<String> these, List<String> those) {
    List<String> rest = new ArrayList<>(these);
    those.forEach(rest::remove);
    return rest;
  }
}
