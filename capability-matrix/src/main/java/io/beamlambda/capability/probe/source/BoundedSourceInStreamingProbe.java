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
package io.beamlambda.capability.probe.source;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.Keys;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;

/** A bounded source is read, once, while an unbounded one waits for it. */
@AutoService(Probe.class)
public final class BoundedSourceInStreamingProbe implements Probe {

  private static final int NUMBERS = 10;

  @Override
  public String feature() {
    return "source.bounded-in-streaming";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    pipeline
        .apply("read", Read.from(new BoundedNumbers(0, NUMBERS)))
        .apply("describe", MapElements.into(TypeDescriptors.strings()).via(String::valueOf))
        .apply("observe", ToOutbox.of(run));
    run.events(pipeline, "events", Script.empty().await(NUMBERS).element("after them", 1, 1))
        .apply("names", Keys.create())
        .apply("observe events", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    List<String> expected = new ArrayList<>(List.of("after them"));
    for (int number = 0; number < NUMBERS; number++) {
      expected.add(String.valueOf(number));
    }
    return expected;
  }
}
