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
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.Text;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** A DoFn that asks for the window sees each element once for each of its windows. */
@AutoService(Probe.class)
public final class ElementMetadataProbe implements Probe {

  @Override
  public String feature() {
    return "dofn.element-metadata";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(pipeline, "events", Script.empty().element("a", 1, 12).element("b", 2, 25))
        .apply(
            "window",
            Window.into(
                SlidingWindows.of(Duration.standardSeconds(20))
                    .every(Duration.standardSeconds(10))))
        .apply("describe", ParDo.of(new DescribeFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of(
        "a 1 @12 [0 20) no pane",
        "a 1 @12 [10 30) no pane",
        "b 2 @25 [10 30) no pane",
        "b 2 @25 [20 40) no pane");
  }

  private static final class DescribeFn extends DoFn<KV<String, Integer>, String> {

    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @Timestamp Instant timestamp,
        BoundedWindow window,
        PaneInfo pane,
        OutputReceiver<String> output) {
      output.output(
          String.join(
              " ",
              element.getKey(),
              String.valueOf(element.getValue()),
              Text.of(timestamp),
              Text.of(window),
              pane.equals(PaneInfo.NO_FIRING) ? "no pane" : pane.toString()));
    }
  }
}
