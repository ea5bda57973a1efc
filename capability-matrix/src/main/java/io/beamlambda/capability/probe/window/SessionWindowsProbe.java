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
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/** Two sessions become one by an element between them that comes last. */
@AutoService(Probe.class)
public final class SessionWindowsProbe extends GroupsProbe {

  @Override
  public String feature() {
    return "win.sessions";
  }

  @Override
  Script script() {
    return Script.empty()
        .element("a", 1, 0)
        .element("a", 2, 15)
        .element("b", 3, 15)
        .element("a", 4, 8)
        .watermark(30)
        .element("a", 5, 40);
  }

  @Override
  Window<KV<String, Integer>> windows() {
    return Window.into(Sessions.withGapDuration(Duration.standardSeconds(10)));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a [1, 2, 4] [0 25)", "a [5] [40 50)", "b [3] [15 25)");
  }
}
