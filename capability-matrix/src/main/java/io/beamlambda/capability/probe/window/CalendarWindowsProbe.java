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
import org.apache.beam.sdk.transforms.windowing.CalendarWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.DateTimeZone;

/** Days of Berlin, which in winter begin at 23:00 UTC of the day before. */
@AutoService(Probe.class)
public final class CalendarWindowsProbe extends GroupsProbe {

  private static final long HOUR = 3600;

  @Override
  public String feature() {
    return "win.calendar";
  }

  @Override
  Script script() {
    return Script.empty()
        .element("a", 1, 0)
        .element("a", 2, 23 * HOUR - 1)
        .element("a", 3, 23 * HOUR)
        .watermark(24 * HOUR)
        .element("a", 4, 25 * HOUR);
  }

  @Override
  Window<KV<String, Integer>> windows() {
    return Window.into(CalendarWindows.days(1).withTimeZone(DateTimeZone.forID("Europe/Berlin")));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    // From -1 h to 23 h, and from 23 h to 47 h.
    return List.of("a [1, 2] [-3600 82800)", "a [3, 4] [82800 169200)");
  }
}
