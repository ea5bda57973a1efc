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
package io.beamlambda.capability.probe.side;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.Text;
import io.beamlambda.capability.probe.ToOutbox;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The side input comes two seconds after the main input, which has to wait for it: an element that
 * sees nothing was let go too early. The second window shows that it is not read once for all.
 */
@AutoService(Probe.class)
public final class UnboundedSideInputProbe implements Probe {

  @Override
  public String feature() {
    return "side.unbounded";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    PCollectionView<Iterable<Integer>> side =
        windowed(
                run.events(
                    pipeline,
                    "side",
                    Script.empty()
                        .pause(Duration.ofSeconds(2))
                        .element("s", 100, 1)
                        .watermark(10)
                        .await(1)
                        .element("s", 200, 11)
                        .watermark(20)
                        .await(2)),
                "side windows")
            .apply("numbers", Values.create())
            .apply("view", View.asIterable());
    windowed(
            run.events(
                pipeline,
                "main",
                Script.empty().element("a", 1, 2).await(1).element("b", 2, 12).await(2)),
            "main windows")
        .apply(
            "look",
            ParDo.of(new LookFn<>(side, numbers -> Text.sorted(numbers).toString()))
                .withSideInputs(side))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  private static PCollection<KV<String, Integer>> windowed(
      PCollection<KV<String, Integer>> events, String name) {
    return events.apply(
        name, Window.into(FixedWindows.of(org.joda.time.Duration.standardSeconds(10))));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a sees [100]", "b sees [200]");
  }
}
