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
package io.beamlambda.capability.probe.core;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Outbox;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * Elements come out only after the window of another collection has closed, which comes two seconds
 * later.
 */
@AutoService(Probe.class)
public final class WaitOnProbe implements Probe {

  @Override
  public String feature() {
    return "core.wait-on";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    PCollection<String> signal =
        run.events(
                pipeline,
                "signal",
                Script.empty()
                    .pause(java.time.Duration.ofSeconds(2))
                    .element("s", 1, 1)
                    .watermark(10)
                    .await(2)
                    .element("s", 2, 11))
            .apply(
                "signal windows",
                Window.<KV<String, Integer>>into(FixedWindows.of(Duration.standardSeconds(10)))
                    .withAllowedLateness(Duration.ZERO)
                    .discardingFiredPanes())
            .apply("signal work", ParDo.of(new SignalFn(run.outbox())))
            .setCoder(StringUtf8Coder.of());
    run.events(pipeline, "main", Script.empty().element("a", 1, 1).await(2).element("b", 2, 12))
        .apply("main windows", Window.into(FixedWindows.of(Duration.standardSeconds(10))))
        .apply("wait", Wait.on(signal))
        .apply("look", ParDo.of(new LookFn(run.outbox())))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a after signal 1", "b after signal 2", "signal 1", "signal 2");
  }

  private static final class SignalFn extends DoFn<KV<String, Integer>, String> {

    private static final long serialVersionUID = 1;

    private final Outbox outbox;

    SignalFn(Outbox outbox) {
      this.outbox = outbox;
    }

    @ProcessElement
    public void process(@Element KV<String, Integer> element, OutputReceiver<String> output) {
      outbox.add("signal " + element.getValue());
      output.output("done");
    }
  }

  private static final class LookFn extends DoFn<KV<String, Integer>, String> {

    private static final long serialVersionUID = 1;

    private final Outbox outbox;

    LookFn(Outbox outbox) {
      this.outbox = outbox;
    }

    @ProcessElement
    public void process(@Element KV<String, Integer> element, OutputReceiver<String> output) {
      String signal = "signal " + element.getValue();
      boolean after = outbox.observed().contains(signal);
      output.output(element.getKey() + (after ? " after " : " before ") + signal);
    }
  }
}
