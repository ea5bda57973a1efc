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
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;

/**
 * Main input in windows of 5 s sees, of a side input in windows of 10 s, the one around its own.
 */
@AutoService(Probe.class)
public final class WindowedSideInputProbe implements Probe {

  @Override
  public String feature() {
    return "side.windowed";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    PCollectionView<Iterable<Integer>> side =
        pipeline
            .apply(
                "side",
                Create.timestamped(at(100, 1), at(200, 11), at(201, 19), at(300, 21))
                    .withCoder(VarIntCoder.of()))
            .apply("side windows", Window.into(FixedWindows.of(Duration.standardSeconds(10))))
            .apply("view", View.asIterable());
    run.events(
            pipeline,
            "main",
            Script.empty()
                .element("a", 1, 2)
                .element("b", 2, 12)
                .await(2)
                .element("c", 3, 17)
                .element("d", 4, 32))
        .apply("main windows", Window.into(FixedWindows.of(Duration.standardSeconds(5))))
        .apply(
            "look",
            ParDo.of(new LookFn<>(side, numbers -> Text.sorted(numbers).toString()))
                .withSideInputs(side))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  private static TimestampedValue<Integer> at(int value, long second) {
    return TimestampedValue.of(value, Script.START.plus(Duration.standardSeconds(second)));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a sees [100]", "b sees [200, 201]", "c sees [200, 201]", "d sees []");
  }
}
