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
package io.beamlambda.capability.probe.dofn;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Outbox;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.Text;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * State that is only put out when its window expires: for each key and window once, with all that
 * it holds, in a streaming job while the input goes on.
 */
@AutoService(Probe.class)
public final class OnWindowExpirationProbe implements Probe {

  private static final String FIRST = "a [0 10) [1, 2]";

  @Override
  public String feature() {
    return "dofn.on-window-expiration";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(
            pipeline,
            "events",
            Script.empty()
                .element("a", 1, 1)
                .element("a", 2, 9)
                .element("b", 3, 3)
                .watermark(15)
                .await(2)
                .element("a", 4, 18))
        .apply("window", Window.into(FixedWindows.of(Duration.standardSeconds(10))))
        .apply("keep", ParDo.of(new KeepFn(run)))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    List<String> expected = new ArrayList<>(List.of(FIRST, "a [10 20) [4]", "b [0 10) [3]"));
    if (run.streaming()) {
      expected.add("4 comes after the first window");
    }
    return expected;
  }

  private static final class KeepFn extends DoFn<KV<String, Integer>, String> {

    private static final long serialVersionUID = 1;

    private final boolean streaming;
    private final Outbox outbox;

    @StateId("kept")
    private final StateSpec<BagState<Integer>> keptSpec = StateSpecs.bag(VarIntCoder.of());

    KeepFn(ProbeRun run) {
      this.streaming = run.streaming();
      this.outbox = run.outbox();
    }

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @StateId("kept") BagState<Integer> kept,
        OutputReceiver<String> output) {
      kept.add(element.getValue());
      if (streaming && element.getValue() == 4) {
        boolean after = outbox.observed().contains(FIRST);
        output.output("4 comes " + (after ? "after" : "before") + " the first window");
      }
    }

    @OnWindowExpiration
    public void onExpiration(
        @Key String key,
        BoundedWindow window,
        @StateId("kept") BagState<Integer> kept,
        OutputReceiver<String> output) {
      output.output(key + " " + Text.of(window) + " " + Text.sorted(kept.read()));
    }
  }
}
