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
package io.beamlambda.capability.probe.state;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.Text;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * A timer at second 30 will put out something at second 1. Until then no window that has second 1
 * may close, though the input's watermark is at 20: without the hold, the timer's output is late,
 * and dropped.
 */
@AutoService(Probe.class)
public final class WatermarkHoldProbe implements Probe {

  @Override
  public String feature() {
    return "state.watermark-hold";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(
            pipeline,
            "events",
            Script.empty()
                .element("a", 1, 1)
                .watermark(20)
                .pause(java.time.Duration.ofSeconds(2))
                .watermark(40)
                .await(1))
        .apply("all time", Window.into(new GlobalWindows()))
        .apply("put out later", ParDo.of(new LaterFn()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()))
        .apply("window", Window.into(FixedWindows.of(Duration.standardSeconds(10))))
        .apply("group", GroupByKey.create())
        .apply("describe", ParDo.of(new DescribeFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a [0 10) [1, 101]");
  }

  private static final class LaterFn extends DoFn<KV<String, Integer>, KV<String, Integer>> {

    private static final long serialVersionUID = 1;

    @TimerId("later")
    private final TimerSpec laterSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @Timestamp Instant timestamp,
        @TimerId("later") Timer later,
        OutputReceiver<KV<String, Integer>> output) {
      output.output(element);
      later.withOutputTimestamp(timestamp).set(Script.START.plus(Duration.standardSeconds(30)));
    }

    @OnTimer("later")
    public void onLater(@Key String key, OutputReceiver<KV<String, Integer>> output) {
      output.output(KV.of(key, 101));
    }
  }

  private static final class DescribeFn extends DoFn<KV<String, Iterable<Integer>>, String> {

    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<Integer>> group,
        BoundedWindow window,
        OutputReceiver<String> output) {
      output.output(group.getKey() + " " + Text.of(window) + " " + Text.sorted(group.getValue()));
    }
  }
}
