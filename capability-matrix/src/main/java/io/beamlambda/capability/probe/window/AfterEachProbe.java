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
package io.beamlambda.capability.probe.window;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.AfterEach;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.Window.OnTimeBehavior;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/** One trigger after the other: a pane of one element, one of two, and from the beginning. */
@AutoService(Probe.class)
public final class AfterEachProbe extends PanesProbe {

  @Override
  public String feature() {
    return "trig.composite";
  }

  @Override
  Window<KV<String, Integer>> panes(Window<KV<String, Integer>> windows, ProbeRun run) {
    return windows
        .triggering(
            Repeatedly.forever(
                AfterEach.inOrder(
                    AfterPane.elementCountAtLeast(1), AfterPane.elementCountAtLeast(2))))
        .withAllowedLateness(Duration.ZERO)
        .withOnTimeBehavior(OnTimeBehavior.FIRE_IF_NON_EMPTY);
  }

  @Override
  Script script(ProbeRun run) {
    Script first = Script.empty().element("a", 1, 1);
    return run.streaming()
        ? first.await(1).element("a", 2, 2).element("a", 3, 3).await(2).element("a", 4, 4).await(3)
        : first;
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return run.streaming()
        ? List.of("a [1] [0 10) EARLY", "a [2, 3] [0 10) EARLY", "a [4] [0 10) EARLY")
        : List.of("a [1] [0 10) EARLY");
  }
}
