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

import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Two elements, each put out with what it sees of a bounded side input; in a streaming job the main
 * input is unbounded.
 *
 * @param <T> what the side input looks like
 */
abstract class BoundedSideInputProbe<T> implements Probe {

  /** Makes the side input of {@code x=10, x=20, y=30}. */
  abstract PCollectionView<T> view(PCollection<KV<String, Integer>> elements);

  /** Writes what an element sees. */
  abstract SerializableFunction<T, String> look();

  /** What every element has to see. */
  abstract String expected();

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    PCollectionView<T> view =
        view(
            pipeline.apply(
                "side",
                Create.of(KV.of("x", 10), KV.of("x", 20), KV.of("y", 30))
                    .withCoder(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()))));
    run.events(pipeline, "main", Script.empty().element("a", 1, 1).await(1).element("b", 2, 20))
        .apply("look", ParDo.of(new LookFn<>(view, look())).withSideInputs(view))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a sees " + expected(), "b sees " + expected());
  }
}
