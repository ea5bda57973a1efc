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
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/** Windows of 10 s every 5 s: each element is in two. */
@AutoService(Probe.class)
public final class SlidingWindowsProbe extends GroupsProbe {

  @Override
  public String feature() {
    return "win.sliding";
  }

  @Override
  Script script() {
    return Script.empty().element("a", 1, 6).element("a", 2, 11).watermark(20).element("a", 3, 25);
  }

  @Override
  Window<KV<String, Integer>> windows() {
    return Window.into(
        SlidingWindows.of(Duration.standardSeconds(10)).every(Duration.standardSeconds(5)));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of(
        "a [1] [0 10)", "a [1, 2] [5 15)", "a [2] [10 20)", "a [3] [20 30)", "a [3] [25 35)");
  }
}
