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
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * However far apart, all elements of a key are in one group, which comes when the input has ended.
 */
@AutoService(Probe.class)
public final class GlobalWindowProbe extends GroupsProbe {

  @Override
  public String feature() {
    return "win.global";
  }

  @Override
  Script script() {
    return Script.empty()
        .element("a", 1, 0)
        .element("b", 2, 5)
        .watermark(1_000)
        .element("a", 3, 1_000_000);
  }

  @Override
  Window<KV<String, Integer>> windows() {
    // The SDK refuses the default trigger where the end of the window may never come.
    return Window.<KV<String, Integer>>into(new GlobalWindows())
        .triggering(AfterWatermark.pastEndOfWindow())
        .withAllowedLateness(Duration.ZERO)
        .discardingFiredPanes();
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a [1, 3] [global]", "b [2] [global]");
  }
}
