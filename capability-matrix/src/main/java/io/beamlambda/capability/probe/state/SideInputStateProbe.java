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
import io.beamlambda.capability.probe.ToOutbox;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** Adds up a key's elements in state, on top of a side input. */
@AutoService(Probe.class)
public final class SideInputStateProbe implements Probe {

  @Override
  public String feature() {
    return "state.side-input";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    PCollectionView<Integer> base =
        pipeline
            .apply("base", Create.of(100).withCoder(VarIntCoder.of()))
            .apply("as side input", View.asSingleton());
    run.events(
            pipeline,
            "events",
            Script.empty().element("a", 1, 1).await(1).element("a", 1, 2).element("b", 1, 2))
        .apply("count", ParDo.of(new CountFn(base)).withSideInputs(base))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a 101", "a 102", "b 101");
  }

  private static final class CountFn extends DoFn<KV<String, Integer>, String> {

    private static final long serialVersionUID = 1;

    private final PCollectionView<Integer> base;

    @StateId("count")
    private final StateSpec<ValueState<Integer>> countSpec = StateSpecs.value(VarIntCoder.of());

    CountFn(PCollectionView<Integer> base) {
      this.base = base;
    }

    @ProcessElement
    public void process(ProcessContext context, @StateId("count") ValueState<Integer> count) {
      Integer before = count.read();
      int now = (before == null ? 0 : before) + context.element().getValue();
      count.write(now);
      context.output(context.element().getKey() + " " + (context.sideInput(base) + now));
    }
  }
}
