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
import io.beamlambda.capability.probe.ToOutbox;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Even numbers, odd numbers and names each come out where they were sent, in their own type. */
@AutoService(Probe.class)
public final class MultipleOutputsProbe implements Probe {

  private static final TupleTag<Integer> EVEN = new TupleTag<>("even");
  private static final TupleTag<Integer> ODD = new TupleTag<>("odd");
  private static final TupleTag<String> NAME = new TupleTag<>("name");

  @Override
  public String feature() {
    return "dofn.multiple-outputs";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    PCollectionTuple outputs =
        run.events(
                pipeline,
                "events",
                Script.empty().element("a", 1, 1).element("b", 2, 2).element("c", 4, 3))
            .apply(
                "divide",
                ParDo.of(new DivideFn()).withOutputTags(EVEN, TupleTagList.of(ODD).and(NAME)));
    observe(outputs, EVEN, run);
    observe(outputs, ODD, run);
    outputs.get(NAME).setCoder(StringUtf8Coder.of()).apply("observe name", ToOutbox.of(run));
  }

  private static void observe(PCollectionTuple outputs, TupleTag<Integer> tag, ProbeRun run) {
    String name = tag.getId();
    outputs
        .get(tag)
        .setCoder(VarIntCoder.of())
        .apply(
            "describe " + name,
            MapElements.into(TypeDescriptors.strings()).via(number -> name + " " + number))
        .apply("observe " + name, ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a", "b", "c", "even 2", "even 4", "odd 1");
  }

  private static final class DivideFn extends DoFn<KV<String, Integer>, Integer> {

    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element KV<String, Integer> element, MultiOutputReceiver outputs) {
      outputs.get(element.getValue() % 2 == 0 ? EVEN : ODD).output(element.getValue());
      outputs.get(NAME).output(element.getKey());
    }
  }
}
