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
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;

/** Elements that come out of order are processed in the order of their timestamps. */
@AutoService(Probe.class)
public final class TimeSortedInputProbe implements Probe {

  @Override
  public String feature() {
    return "dofn.time-sorted-input";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(
            pipeline,
            "events",
            Script.empty()
                .element("a", 30, 3)
                .element("a", 10, 1)
                .element("a", 50, 5)
                .element("a", 20, 2)
                .element("a", 40, 4)
                .watermark(6)
                .await(5))
        .apply("number", ParDo.of(new NumberFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("1st: 10", "2nd: 20", "3rd: 30", "4th: 40", "5th: 50");
  }

  private static final class NumberFn extends DoFn<KV<String, Integer>, String> {

    private static final long serialVersionUID = 1;

    private static final List<String> ORDINALS = List.of("1st", "2nd", "3rd", "4th", "5th");

    @StateId("count")
    private final StateSpec<ValueState<Integer>> countSpec = StateSpecs.value(VarIntCoder.of());

    @ProcessElement
    @RequiresTimeSortedInput
    public void process(
        @Element KV<String, Integer> element,
        @StateId("count") ValueState<Integer> count,
        OutputReceiver<String> output) {
      Integer before = count.read();
      int index = before == null ? 0 : before;
      count.write(index + 1);
      output.output(ORDINALS.get(index) + ": " + element.getValue());
    }
  }
}
