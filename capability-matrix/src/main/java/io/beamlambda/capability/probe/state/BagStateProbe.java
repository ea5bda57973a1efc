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
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.values.KV;

/** Adds to a bag, the same more than once, and clears it. */
@AutoService(Probe.class)
public final class BagStateProbe extends StepsProbe {

  @Override
  public String feature() {
    return "state.bag";
  }

  @Override
  List<String> steps() {
    return List.of(
        "[] empty=true", "[1, 1, 2] empty=false", "[1, 1, 2, 3] empty=false", "[] empty=true");
  }

  @Override
  StepsFn fn() {
    return new Fn();
  }

  private static final class Fn extends StepsFn {

    private static final long serialVersionUID = 1;

    @StateId("steps")
    private final StateSpec<ValueState<Integer>> stepsSpec = StateSpecs.value(VarIntCoder.of());

    @StateId("bag")
    private final StateSpec<BagState<Integer>> bagSpec = StateSpecs.bag(VarIntCoder.of());

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @StateId("steps") ValueState<Integer> steps,
        @StateId("bag") BagState<Integer> bag,
        OutputReceiver<String> output) {
      int step = next(steps);
      Object read =
          switch (step) {
            case 1 -> {
              Object before = read(bag);
              bag.add(2);
              bag.add(1);
              bag.add(1);
              yield before;
            }
            case 2 -> {
              Object before = read(bag);
              bag.add(3);
              yield before;
            }
            case 3 -> {
              Object before = read(bag);
              bag.clear();
              yield before;
            }
            case 4 -> read(bag);
            default -> "no such step";
          };
      output.output(line(element, step, read));
    }

    private static String read(BagState<Integer> bag) {
      return Text.sorted(bag.read()) + " empty=" + bag.isEmpty().read();
    }
  }
}
