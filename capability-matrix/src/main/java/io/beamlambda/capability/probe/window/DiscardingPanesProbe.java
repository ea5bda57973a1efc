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
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/** An early pane holds what is new; the one on time nothing, since nothing is new. */
@AutoService(Probe.class)
public final class DiscardingPanesProbe extends PanesProbe {

  @Override
  public String feature() {
    return "pane.discarding";
  }

  @Override
  Window<KV<String, Integer>> panes(Window<KV<String, Integer>> windows, ProbeRun run) {
    return windows
        .triggering(
            AfterWatermark.pastEndOfWindow().withEarlyFirings(AfterPane.elementCountAtLeast(1)))
        .withAllowedLateness(Duration.ZERO);
  }

  @Override
  Script script(ProbeRun run) {
    Script one = Script.empty().element("a", 1, 1);
    return run.streaming() ? one.await(1).element("a", 2, 2).await(2).watermark(10).await(3) : one;
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return run.streaming()
        ? List.of("a [1] [0 10) EARLY", "a [2] [0 10) EARLY", "a [] [0 10) ON_TIME")
        : List.of("a [1] [0 10) EARLY", "a [] [0 10) ON_TIME");
  }
}
