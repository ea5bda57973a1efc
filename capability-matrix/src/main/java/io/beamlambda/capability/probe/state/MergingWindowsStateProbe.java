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
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * Counts the elements of a session in state. Two elements of one session share its state, or the
 * runner refuses, as Beam says that it should: nothing else is right.
 */
@AutoService(Probe.class)
public final class MergingWindowsStateProbe implements Probe {

  @Override
  public String feature() {
    return "state.merging-windows";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(
            pipeline,
            "events",
            Script.empty().element("a", 1, 1).await(1).element("a", 2, 5).element("a", 3, 60))
        .apply("window", Window.into(Sessions.withGapDuration(Duration.standardSeconds(10))))
        .apply("count", ParDo.of(new CountFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("1st of its session", "1st of its session", "2nd of its session");
  }

  private static final class CountFn extends DoFn<KV<String, Integer>, String> {

    private static final long serialVersionUID = 1;

    @StateId("count")
    private final StateSpec<ValueState<Integer>> countSpec = StateSpecs.value(VarIntCoder.of());

    @ProcessElement
    public void process(
        @StateId("count") ValueState<Integer> count, OutputReceiver<String> output) {
      Integer before = count.read();
      count.write(before == null ? 1 : before + 1);
      output.output((before == null ? "1st" : "2nd") + " of its session");
    }
  }
}
