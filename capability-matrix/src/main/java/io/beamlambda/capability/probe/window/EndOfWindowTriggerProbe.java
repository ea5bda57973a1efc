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
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * The pane of a window comes when the watermark has passed its end, and not later; in a batch job,
 * once it is complete.
 */
@AutoService(Probe.class)
public final class EndOfWindowTriggerProbe extends PanesProbe {

  @Override
  public String feature() {
    return "trig.event-time";
  }

  @Override
  Window<KV<String, Integer>> panes(Window<KV<String, Integer>> windows, ProbeRun run) {
    return windows.triggering(AfterWatermark.pastEndOfWindow()).withAllowedLateness(Duration.ZERO);
  }

  @Override
  Script script(ProbeRun run) {
    return Script.empty()
        .element("a", 1, 1)
        .element("b", 2, 3)
        .element("a", 3, 9)
        .watermark(10)
        .await(2)
        .element("a", 4, 11);
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a [1, 3] [0 10)", "b [2] [0 10)", "a [4] [10 20)");
  }

  @Override
  DoFn<KV<String, Iterable<Integer>>, Void> observer(ProbeRun run) {
    return new ObservePanes(run.outbox());
  }
}
