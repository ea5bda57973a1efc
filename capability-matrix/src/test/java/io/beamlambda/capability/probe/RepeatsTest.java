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
package io.beamlambda.capability.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.capability.Condition;
import io.beamlambda.capability.EvidenceFile.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepeatsTest {

  private final Repeats repeats = new Repeats();

  private static Entry entry(String probe, @Nullable Condition condition, String outcome) {
    return new Entry(
        "win.fixed",
        probe,
        "batch",
        List.of(),
        condition,
        outcome,
        null,
        List.of("a"),
        List.of(),
        null);
  }

  @Test
  void runsThatAgreeAreOne() {
    repeats.add(List.of(entry("A", null, "correct"), entry("B", null, "failed")));
    repeats.add(List.of(entry("A", null, "correct"), entry("B", null, "failed")));

    assertThat(repeats.entries())
        .containsExactly(entry("A", null, "correct"), entry("B", null, "failed"));
  }

  @Test
  void ofRunsThatDisagreeTheWorstIsKeptAsFlaky() {
    repeats.add(List.of(entry("A", null, "wrong")));
    repeats.add(List.of(entry("A", null, "correct")));
    repeats.add(List.of(entry("A", null, "wrong")));

    assertThat(repeats.entries())
        .singleElement()
        .extracting(Entry::outcome, Entry::flaky)
        .containsExactly("wrong", true);
  }

  @Test
  void aTrialUnderASettingIsNotTheSameAsThePlainRun() {
    Condition condition = new Condition("option", "set");
    repeats.add(List.of(entry("A", null, "wrong"), entry("A", condition, "correct")));

    assertThat(repeats.entries()).hasSize(2).noneMatch(entry -> entry.flaky() != null);
  }
}
