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
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.Window.ClosingBehavior;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * Timing and numbers of an early pane, of the one on time, of a late one and of the last. In a
 * batch job, the only pane is on time, the first, and the last.
 */
@AutoService(Probe.class)
public final class PaneInfoProbe extends PanesProbe {

  @Override
  public String feature() {
    return "pane.info";
  }

  @Override
  Window<KV<String, Integer>> panes(Window<KV<String, Integer>> windows, ProbeRun run) {
    if (!run.streaming()) {
      return windows.triggering(DefaultTrigger.of()).withAllowedLateness(Duration.ZERO);
    }
    return windows
        .triggering(
            AfterWatermark.pastEndOfWindow()
                .withEarlyFirings(AfterPane.elementCountAtLeast(1))
                .withLateFirings(AfterPane.elementCountAtLeast(1)))
        .withAllowedLateness(Duration.standardSeconds(20), ClosingBehavior.FIRE_ALWAYS);
  }

  @Override
  Script script(ProbeRun run) {
    return run.streaming()
        ? Script.empty()
            .element("a", 1, 1)
            .await(1)
            .watermark(10)
            .await(2)
            .element("a", 2, 2)
            .await(3)
        : Script.empty().element("a", 1, 1);
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return run.streaming()
        ? List.of(
            "a [1] [0 10) EARLY, index 0, since on time -1, first",
            "a [] [0 10) ON_TIME, index 1, since on time 0",
            "a [2] [0 10) LATE, index 2, since on time 1",
            "a [] [0 10) LATE, index 3, since on time 2, last")
        : List.of("a [1] [0 10) ON_TIME, index 0, since on time 0, first, last");
  }

  @Override
  DoFn<KV<String, Iterable<Integer>>, Void> observer(ProbeRun run) {
    return new ObservePanes.WithInfo(run.outbox());
  }

  /** Whoever filters by timing gets something else. */
  @Override
  public boolean partly(List<String> observed, ProbeRun run) {
    return false;
  }
}
