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
import io.beamlambda.capability.probe.Outbox;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * A value that changes while the main input goes on: elements see the first value, and after a
 * while the second one, in the same window.
 */
@AutoService(Probe.class)
public final class TriggeredSideInputProbe implements Probe {

  @Override
  public String feature() {
    return "side.triggered";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    PCollectionView<Integer> side =
        run.events(
                pipeline,
                "side",
                Script.empty().element("s", 10, 1).await(1).element("s", 20, 2).await(2))
            .apply("numbers", Values.create())
            .apply(
                "each at once",
                Window.<Integer>into(new GlobalWindows())
                    .triggering(Repeatedly.forever(AfterPane.elementCountAtLeast(1)))
                    .withOnTimeBehavior(Window.OnTimeBehavior.FIRE_IF_NON_EMPTY)
                    .discardingFiredPanes())
            .apply("view", View.asSingleton());
    Script main = Script.empty();
    for (int i = 1; i <= 20; i++) {
      main = main.element("a", i, i).pause(Duration.ofMillis(250));
    }
    run.events(pipeline, "main", main.await(2))
        .apply("look", ParDo.of(new LookOnceFn(side, run.outbox())).withSideInputs(side));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("sees 10", "sees 20");
  }

  /** Of many elements that see the same, one is enough. */
  private static final class LookOnceFn extends DoFn<KV<String, Integer>, Void> {

    private static final long serialVersionUID = 1;

    private final PCollectionView<Integer> side;
    private final Outbox outbox;

    LookOnceFn(PCollectionView<Integer> side, Outbox outbox) {
      this.side = side;
      this.outbox = outbox;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      outbox.addOnce("sees " + context.sideInput(side));
    }
  }
}
