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
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** What a timer puts out has the timestamp that it was given, not the one at which it fires. */
@AutoService(Probe.class)
public final class OutputTimestampProbe implements Probe {

  @Override
  public String feature() {
    return "timer.output-timestamp";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(pipeline, "events", script(run))
        .apply("set timers", ParDo.of(new TimerFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("look at timestamps", ParDo.of(new TimestampFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a fired @5 put out @2");
  }

  private static Script script(ProbeRun run) {
    return Script.empty().element("a", 1, 1).watermark(10).await(1);
  }

  private static final class TimerFn extends DoFn<KV<String, Integer>, String> {

    private static final long serialVersionUID = 1;

    @TimerId("timer")
    private final TimerSpec timerSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    @ProcessElement
    public void process(@Element KV<String, Integer> element, @TimerId("timer") Timer timer) {
      timer
          .withOutputTimestamp(Script.START.plus(Duration.standardSeconds(2)))
          .set(Script.START.plus(Duration.standardSeconds(5)));
    }

    @OnTimer("timer")
    public void onTimer(@Key String key, OnTimerContext context) {
      context.output(key + " fired " + Text.of(context.fireTimestamp()));
    }
  }

  private static final class TimestampFn extends DoFn<String, String> {

    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element String fired, @Timestamp Instant timestamp, OutputReceiver<String> output) {
      output.output(fired + " put out " + Text.of(timestamp));
    }
  }
}
