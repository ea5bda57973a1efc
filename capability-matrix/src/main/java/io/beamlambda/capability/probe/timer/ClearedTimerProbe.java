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
package io.beamlambda.capability.probe.timer;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/** Of two timers that the first element sets, the second clears one: only the other fires. */
@AutoService(Probe.class)
public final class ClearedTimerProbe implements Probe {

  @Override
  public String feature() {
    return "timer.clear";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(pipeline, "events", script(run))
        .apply("set timers", ParDo.of(new TimerFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a cleared", "a kept fired", "a set");
  }

  private static Script script(ProbeRun run) {
    return Script.empty()
        .element("a", 1, 1)
        .await(1)
        .element("a", 2, 2)
        .await(2)
        .watermark(10)
        .await(3);
  }

  private static final class TimerFn extends DoFn<KV<String, Integer>, String> {

    private static final long serialVersionUID = 1;

    @StateId("set")
    private final StateSpec<ValueState<Boolean>> setSpec = StateSpecs.value(BooleanCoder.of());

    @TimerId("cleared")
    private final TimerSpec clearedSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    @TimerId("kept")
    private final TimerSpec keptSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @StateId("set") ValueState<Boolean> set,
        @TimerId("cleared") Timer cleared,
        @TimerId("kept") Timer kept,
        OutputReceiver<String> output) {
      if (set.read() == null) {
        set.write(true);
        cleared.set(Script.START.plus(Duration.standardSeconds(5)));
        kept.set(Script.START.plus(Duration.standardSeconds(6)));
        output.output(element.getKey() + " set");
      } else {
        cleared.clear();
        output.output(element.getKey() + " cleared");
      }
    }

    @OnTimer("cleared")
    public void onCleared(@Key String key, OutputReceiver<String> output) {
      output.output(key + " cleared fired");
    }

    @OnTimer("kept")
    public void onKept(@Key String key, OutputReceiver<String> output) {
      output.output(key + " kept fired");
    }
  }
}
