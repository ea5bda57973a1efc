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
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;

/** Two collections joined by key and window; a key may be in one of them only. */
@AutoService(Probe.class)
public final class CoGroupByKeyProbe implements Probe {

  @Override
  public String feature() {
    return "core.co-group-by-key";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    KeyedPCollectionTuple.of(
            LEFT,
            windowed(
                run,
                pipeline,
                "left",
                Script.empty().element("a", 1, 1).element("b", 2, 2).element("a", 3, 11)))
        .and(
            RIGHT,
            windowed(
                run,
                pipeline,
                "right",
                Script.empty().element("a", 10, 3).element("a", 20, 4).element("c", 30, 5)))
        .apply("join", CoGroupByKey.create())
        .apply("describe", ParDo.of(new DescribeFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of(
        "a [0 10) [1] [10, 20]", "a [10 20) [3] []", "b [0 10) [2] []", "c [0 10) [] [30]");
  }

  private static final TupleTag<Integer> LEFT = new TupleTag<>("left");
  private static final TupleTag<Integer> RIGHT = new TupleTag<>("right");

  private static PCollection<KV<String, Integer>> windowed(
      ProbeRun run, Pipeline pipeline, String name, Script script) {
    return run.events(pipeline, name, script)
        .apply("window " + name, Window.into(FixedWindows.of(Duration.standardSeconds(10))));
  }

  private static final class DescribeFn extends DoFn<KV<String, CoGbkResult>, String> {

    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element KV<String, CoGbkResult> joined,
        BoundedWindow window,
        OutputReceiver<String> output) {
      CoGbkResult result = joined.getValue();
      output.output(
          joined.getKey()
              + " "
              + Text.of(window)
              + " "
              + Text.sorted(result.getAll(LEFT))
              + " "
              + Text.sorted(result.getAll(RIGHT)));
    }
  }
}
