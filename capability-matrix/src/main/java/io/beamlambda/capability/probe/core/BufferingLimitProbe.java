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
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/** A batch that never gets full is released after a second, before the next element comes. */
@AutoService(Probe.class)
public final class BufferingLimitProbe implements Probe {

  @Override
  public String feature() {
    return "core.batches-buffering";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    Script script = Script.empty().element("a", 1, 1);
    run.events(pipeline, "events", run.streaming() ? script.await(1).element("a", 2, 2) : script)
        .apply(
            "batch",
            GroupIntoBatches.<String, Integer>ofSize(100)
                .withMaxBufferingDuration(Duration.standardSeconds(1)))
        .apply("describe", ParDo.of(new DescribeFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return run.streaming() ? List.of("a [1]", "a [2]") : List.of("a [1]");
  }

  private static final class DescribeFn extends DoFn<KV<String, Iterable<Integer>>, String> {

    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<Integer>> batch, OutputReceiver<String> output) {
      output.output(batch.getKey() + " " + Text.sorted(batch.getValue()));
    }
  }
}
