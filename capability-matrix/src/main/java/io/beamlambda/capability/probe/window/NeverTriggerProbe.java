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
import org.apache.beam.sdk.transforms.windowing.Never;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/** Nothing comes when the watermark passes the end of the window, all when the window expires. */
@AutoService(Probe.class)
public final class NeverTriggerProbe extends PanesProbe {

  private static final java.time.Duration PAST_END = java.time.Duration.ofSeconds(1);

  @Override
  public String feature() {
    return "trig.never";
  }

  @Override
  Window<KV<String, Integer>> panes(Window<KV<String, Integer>> windows, ProbeRun run) {
    return windows.triggering(Never.ever()).withAllowedLateness(Duration.standardSeconds(20));
  }

  @Override
  Script script(ProbeRun run) {
    Script early = Script.empty().element("a", 1, 1);
    return run.streaming()
        ? early.watermark(10).pause(PAST_END).element("a", 2, 2).watermark(40).await(1)
        : early.element("a", 2, 2);
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a [1, 2] [0 10)");
  }

  @Override
  DoFn<KV<String, Iterable<Integer>>, Void> observer(ProbeRun run) {
    return new ObservePanes(run.outbox());
  }
}
