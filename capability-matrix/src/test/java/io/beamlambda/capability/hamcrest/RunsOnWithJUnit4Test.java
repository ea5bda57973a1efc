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
package io.beamlambda.capability.hamcrest;

import static io.beamlambda.capability.hamcrest.RunsOn.runsOn;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.not;

import io.beamlambda.capability.Mode;
import io.beamlambda.capability.assess.StatePipelines;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.JUnit4;

/** The matcher in a test as Beam's own are. */
@RunWith(JUnit4.class)
public class RunsOnWithJUnit4Test {

  @Test
  public void matchesUnderJUnit4() {
    assertThat(StatePipelines.value(), runsOn(Mode.DIRECT));
  }

  @Test
  public void doesNotMatchUnderJUnit4() {
    assertThat(StatePipelines.value(), not(runsOn(Mode.SPARK_STRUCTURED_STREAMING)));
  }
}
