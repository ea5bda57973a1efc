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
import io.beamlambda.capability.probe.Text;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.MultimapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.values.KV;

/** Puts several values under a key, removes a key and clears. */
@AutoService(Probe.class)
public final class MultimapStateProbe extends StepsProbe {

  @Override
  public String feature() {
    return "state.multimap";
  }

  @Override
  List<String> steps() {
    return List.of(
        "[] x=[] has x=false empty=true",
        "[x=1, x=2, y=3] x=[1, 2] has x=true empty=false",
        "[x=1, x=2, x=2, y=3] x=[1, 2, 2] has x=true empty=false",
        "[y=3] x=[] has x=false empty=false",
        "[] x=[] has x=false empty=true");
  }

  @Override
  StepsFn fn() {
    return new Fn();
  }

  private static final class Fn extends StepsFn {

    private static final long serialVersionUID = 1;

    @StateId("steps")
    private final StateSpec<ValueState<Integer>> stepsSpec = StateSpecs.value(VarIntCoder.of());

    @StateId("multimap")
    private final StateSpec<MultimapState<String, Integer>> multimapSpec =
        StateSpecs.multimap(StringUtf8Coder.of(), VarIntCoder.of());

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @StateId("steps") ValueState<Integer> steps,
        @StateId("multimap") MultimapState<String, Integer> multimap,
        OutputReceiver<String> output) {
      int step = next(steps);
      Object read =
          switch (step) {
            case 1 -> {
              Object before = read(multimap);
              multimap.put("x", 1);
              multimap.put("x", 2);
              multimap.put("y", 3);
              yield before;
            }
            case 2 -> {
              Object before = read(multimap);
              multimap.put("x", 2);
              yield before;
            }
            case 3 -> {
              Object before = read(multimap);
              multimap.remove("x");
              yield before;
            }
            case 4 -> {
              Object before = read(multimap);
              multimap.clear();
              yield before;
            }
            case 5 -> read(multimap);
            default -> "no such step";
          };
      output.output(line(element, step, read));
    }

    private static String read(MultimapState<String, Integer> multimap) {
      List<String> entries =
          Text.sorted(
              StreamSupport.stream(multimap.entries().read().spliterator(), false)
                  .map(entry -> entry.getKey() + "=" + entry.getValue())
                  .toList());
      return entries
          + " x="
          + Text.sorted(multimap.get("x").read())
          + " has x="
          + multimap.containsKey("x").read()
          + " empty="
          + multimap.isEmpty().read();
    }
  }
}
