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
import io.beamlambda.capability.probe.Text;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.ArrayList;
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

/**
 * A timer fires once, when the watermark passes it, not before and not only at the end; for each
 * key of its own.
 */
@AutoService(Probe.class)
public final class EventTimeTimerProbe implements Probe {

  @Override
  public String feature() {
    return "timer.event-time";
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
    List<String> expected =
        new ArrayList<>(
            List.of("a 1 before", "a 2 before", "a fired @5", "b 1 before", "b fired @5"));
    if (run.streaming()) {
      expected.add("a 3 after");
    }
    return expected;
  }

  /** In a batch job all elements come before the watermark. */
  private static Script script(ProbeRun run) {
    Script script =
        Script.empty()
            .element("a", 1, 1)
            .element("b", 1, 1)
            .await(2)
            .watermark(3)
            .element("a", 2, 4)
            .await(3);
    return run.streaming() ? script.watermark(10).await(5).element("a", 3, 12) : script;
  }

  private static final class TimerFn extends DoFn<KV<String, Integer>, String> {

    private static final long serialVersionUID = 1;

    @StateId("fired")
    private final StateSpec<ValueState<Boolean>> firedSpec = StateSpecs.value(BooleanCoder.of());

    @TimerId("timer")
    private final TimerSpec timerSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @StateId("fired") ValueState<Boolean> fired,
        @TimerId("timer") Timer timer,
        OutputReceiver<String> output) {
      boolean after = fired.read() != null;
      if (!after) {
        timer.set(Script.START.plus(Duration.standardSeconds(5)));
      }
      output.output(element.getKey() + " " + element.getValue() + (after ? " after" : " before"));
    }

    @OnTimer("timer")
    public void onTimer(
        @Key String key, OnTimerContext context, @StateId("fired") ValueState<Boolean> fired) {
      fired.write(true);
      context.output(key + " fired " + Text.of(context.fireTimestamp()));
    }
  }
}
