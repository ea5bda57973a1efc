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
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/** Windows of 10 s from second 3 on: the start is in a window, the end in the next. */
@AutoService(Probe.class)
public final class FixedWindowsProbe extends GroupsProbe {

  @Override
  public String feature() {
    return "win.fixed";
  }

  @Override
  Script script() {
    return Script.empty()
        .element("a", 1, 3)
        .element("a", 2, 13)
        .element("b", 3, 5)
        .element("a", 4, 12)
        .watermark(13)
        .element("a", 5, 40);
  }

  @Override
  Window<KV<String, Integer>> windows() {
    return Window.into(
        FixedWindows.of(Duration.standardSeconds(10)).withOffset(Duration.standardSeconds(3)));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a [1, 4] [3 13)", "a [2] [13 23)", "a [5] [33 43)", "b [3] [3 13)");
  }
}
