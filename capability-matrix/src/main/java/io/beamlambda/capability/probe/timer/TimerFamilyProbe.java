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
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.TimerMap;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/** Timers of one family fire each with its tag; the DoFn has no other timer. */
@AutoService(Probe.class)
public final class TimerFamilyProbe implements Probe {

  @Override
  public String feature() {
    return "timer.family";
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
    return List.of("a t5 @5", "a t7 @7", "b t7 @7");
  }

  private static Script script(ProbeRun run) {
    return Script.empty()
        .element("a", 5, 1)
        .element("a", 7, 2)
        .element("b", 7, 2)
        .watermark(10)
        .await(3);
  }

  private static final class TimerFn extends DoFn<KV<String, Integer>, String> {

    private static final long serialVersionUID = 1;

    @TimerFamily("family")
    private final TimerSpec familySpec = TimerSpecs.timerMap(TimeDomain.EVENT_TIME);

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element, @TimerFamily("family") TimerMap family) {
      family.set(
          "t" + element.getValue(),
          Script.START.plus(Duration.standardSeconds(element.getValue())));
    }

    @OnTimerFamily("family")
    public void onTimer(@Key String key, @TimerId String tag, OnTimerContext context) {
      context.output(key + " " + tag + " " + Text.of(context.fireTimestamp()));
    }
  }
}
