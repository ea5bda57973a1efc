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

import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {

  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

  @TempDir Path directory;

  private Outcome plan(String... more) {
    String[] options = {
      "plan",
      "aggregate",
      "--lake=" + directory.resolve("lake"),
      "--eventTimeField=event_time",
      "--key=key",
      "--value=value",
      "--window=fixed:PT1H"
    };
    String[] all = new String[options.length + more.length];
    System.arraycopy(options, 0, all, 0, options.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    return Outcome.of(all);
  }

  private void writeDays(int first, int days) throws IOException {
    LakeWriter.ofRows()
        .withLayout(Layout.hiveDays())
        .write(
            directory.resolve("lake"),
            Row.generate(
                240 * days, START.plus(Duration.ofDays(first)), Duration.ofDays(days), 3, first));
  }

  @Test
  void planThatIsKeptDoesNotChangeWithTheLake() throws IOException {
    String kept = "--planLocation=" + directory.resolve("plan.json");
    writeDays(0, 2);
    Outcome first = plan(kept);
    writeDays(2, 1);

    assertThat(first.out()).contains("to read: 2 row groups, 480 rows");
    assertThat(plan(kept).out())
        .contains("to read: 2 row groups, 480 rows")
        .contains("The plan is that of " + directory.resolve("plan.json"))
        .contains("its 2 file(s) are as they were");
    assertThat(plan().out()).contains("to read: 3 row groups, 720 rows");
  }

  @Test
  void resumingWithAnotherPlanCanBeAskedFor() throws IOException {
    writeDays(0, 1);

    assertThat(plan("--resumePlanOfState").exitCode()).isZero();
  }

  @Test
  void planOfOtherSettingsIsRefusedWithExitCode2() throws IOException {
    String kept = "--planLocation=" + directory.resolve("plan.json");
    writeDays(0, 1);
    assertThat(plan(kept).exitCode()).isZero();

    Outcome refused = plan(kept, "--lanes=2");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("made with other settings: lanes is 2, not 1");
  }
}
