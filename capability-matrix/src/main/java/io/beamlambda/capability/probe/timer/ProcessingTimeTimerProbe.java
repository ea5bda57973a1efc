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
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
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

/** A timer fires once, a second of the clock after it was set, while the input goes on. */
@AutoService(Probe.class)
public final class ProcessingTimeTimerProbe implements Probe {

  @Override
  public String feature() {
    return "timer.processing-time";
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
    return run.streaming()
        ? List.of("a 1 before", "a fired in time", "a 2 after")
        : List.of("a 1 before", "a fired in time");
  }

  /**
   * A batch job need not wait: when its input ends, Beam ignores the timer since its window has
   * expired, or it fires at once.
   */
  @Override
  public boolean partly(List<String> observed, ProbeRun run) {
    return !run.streaming()
        && (observed.equals(List.of("a 1 before"))
            || Text.sorted(observed).equals(List.of("a 1 before", "a fired too early")));
  }

  /** In a batch job nothing comes after the timer. */
  private static Script script(ProbeRun run) {
    Script script = Script.empty().element("a", 1, 1);
    return run.streaming() ? script.await(2).element("a", 2, 2) : script;
  }

  private static final class TimerFn extends DoFn<KV<String, Integer>, String> {

    private static final long serialVersionUID = 1;

    private static final Duration DELAY = Duration.standardSeconds(1);

    @StateId("set")
    private final StateSpec<ValueState<Long>> setSpec = StateSpecs.value(VarLongCoder.of());

    @StateId("fired")
    private final StateSpec<ValueState<Boolean>> firedSpec = StateSpecs.value(BooleanCoder.of());

    @TimerId("timer")
    private final TimerSpec timerSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @StateId("set") ValueState<Long> set,
        @StateId("fired") ValueState<Boolean> fired,
        @TimerId("timer") Timer timer,
        OutputReceiver<String> output) {
      boolean after = fired.read() != null;
      if (!after) {
        set.write(System.currentTimeMillis());
        timer.offset(DELAY).setRelative();
      }
      output.output(element.getKey() + " " + element.getValue() + (after ? " after" : " before"));
    }

    @OnTimer("timer")
    public void onTimer(
        @Key String key,
        @StateId("set") ValueState<Long> set,
        @StateId("fired") ValueState<Boolean> fired,
        OutputReceiver<String> output) {
      fired.write(true);
      Long since = set.read();
      boolean inTime = since != null && System.currentTimeMillis() - since >= DELAY.getMillis();
      output.output(key + " fired " + (inTime ? "in time" : "too early"));
    }
  }
}
