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
package io.beamlambda.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlanningProgressTest {

  private final StringWriter err = new StringWriter();
  private long nanos = 17;

  private PlanningProgress progress(boolean line) {
    return new PlanningProgress(new PrintWriter(err), line, () -> nanos);
  }

  /** 5,000 files, one a millisecond. */
  private void plan(PlanningProgress progress) {
    for (int read = 1; read <= 5_000; read++) {
      nanos += Duration.ofMillis(1).toNanos();
      progress.footersRead(read, 5_000);
    }
  }

  @Test
  void quickPlanSaysNothing() {
    try (PlanningProgress progress = progress(true)) {
      progress.footersRead(999, 1_000);
    }

    assertThat(err.toString()).isEmpty();
  }

  @Test
  void onATerminalALineIsUpdatedAndTakenAway() {
    try (PlanningProgress progress = progress(true)) {
      plan(progress);
    }

    assertThat(err.toString().split("\r", -1))
        .hasSize(1 + 21 + 1)
        .contains("\u001b[Kplanning · footers of 1,000 of 5,000 files (20%) · 1 s")
        .contains("\u001b[Kplanning · footers of 5,000 of 5,000 files (100%) · 5 s")
        .endsWith("\u001b[K");
    assertThat(err.toString()).doesNotContain("\n");
  }

  @Test
  void elsewhereALineIsWrittenNowAndThen() {
    try (PlanningProgress progress = progress(false)) {
      plan(progress);
      nanos += Duration.ofSeconds(7).toNanos();
      progress.footersRead(5_000, 5_000);
    }

    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            """
            planning · footers of 2,000 of 5,000 files (40%) · 2 s
            planning · footers of 5,000 of 5,000 files (100%) · 12 s
            """);
  }
}
