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
import io.beamlambda.capability.probe.ToOutbox;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.ShardedKey;
import org.apache.beam.sdk.values.KV;

/**
 * Batches of at most two of a key that is spread over shards: nothing is lost, and none is larger.
 */
@AutoService(Probe.class)
public final class ShardedBatchesProbe implements Probe {

  @Override
  public String feature() {
    return "core.group-into-batches-sharded";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(
            pipeline,
            "events",
            Script.empty()
                .element("a", 1, 1)
                .element("a", 2, 2)
                .element("a", 3, 3)
                .element("a", 4, 4)
                .element("a", 5, 5))
        .apply("batch", GroupIntoBatches.<String, Integer>ofSize(2).withShardedKey())
        .apply("describe", ParDo.of(new DescribeFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a 1", "a 2", "a 3", "a 4", "a 5");
  }

  private static final class DescribeFn
      extends DoFn<KV<ShardedKey<String>, Iterable<Integer>>, String> {

    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element KV<ShardedKey<String>, Iterable<Integer>> batch, OutputReceiver<String> output) {
      int size = 0;
      for (int element : batch.getValue()) {
        output.output(batch.getKey().getKey() + " " + element);
        size++;
      }
      if (size > 2) {
        output.output("batch of " + size);
      }
    }
  }
}
