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

import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private final ProbeRun run = new ProbeRun("OutboxTest " + System.nanoTime(), "direct", false);

  @Test
  void copiesLeadToTheSamePlace() {
    SerializableUtils.clone(run.outbox()).add("seen");

    assertThat(run.outbox().observed()).containsExactly("seen");
  }

  @Test
  void whatIsAddedOnceIsThereOnce() {
    run.outbox().addOnce("seen");
    run.outbox().add("other");
    run.outbox().addOnce("seen");

    assertThat(run.outbox().observed()).containsExactly("seen", "other");
  }
}
