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
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowingStrategy.AccumulationMode;
import org.joda.time.Duration;

/** Late elements count until the window expires, each in a pane of its own. */
@AutoService(Probe.class)
public final class AllowedLatenessProbe extends PanesProbe {

  @Override
  public String feature() {
    return "late.allowed";
  }

  @Override
  AccumulationMode mode() {
    return AccumulationMode.ACCUMULATING_FIRED_PANES;
  }

  @Override
  Window<KV<String, Integer>> panes(Window<KV<String, Integer>> windows, ProbeRun run) {
    return windows
        .triggering(DefaultTrigger.of())
        .withAllowedLateness(Duration.standardSeconds(20));
  }

  @Override
  Script script(ProbeRun run) {
    return Script.empty()
        .element("a", 1, 1)
        .watermark(10)
        .await(1)
        .element("a", 2, 2)
        .await(2)
        .watermark(25)
        .element("a", 3, 3)
        .await(3);
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a [1] [0 10) ON_TIME", "a [1, 2] [0 10) LATE", "a [1, 2, 3] [0 10) LATE");
  }
}
