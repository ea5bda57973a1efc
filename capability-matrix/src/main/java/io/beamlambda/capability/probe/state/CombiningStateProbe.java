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
import java.util.List;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.CombiningState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;

/** Adds inputs and an accumulator to a sum, reads and clears it. */
@AutoService(Probe.class)
public final class CombiningStateProbe extends StepsProbe {

  @Override
  public String feature() {
    return "state.combining";
  }

  @Override
  List<String> steps() {
    return List.of("0 empty=true", "6 empty=false", "20 empty=false", "0 empty=true");
  }

  @Override
  StepsFn fn() {
    return new Fn();
  }

  private static final class Fn extends StepsFn {

    private static final long serialVersionUID = 1;

    @StateId("steps")
    private final StateSpec<ValueState<Integer>> stepsSpec = StateSpecs.value(VarIntCoder.of());

    @StateId("sum")
    private final StateSpec<CombiningState<Integer, int[], Integer>> sumSpec =
        StateSpecs.combining(Sum.ofIntegers());

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @StateId("steps") ValueState<Integer> steps,
        @StateId("sum") CombiningState<Integer, int[], Integer> sum,
        OutputReceiver<String> output) {
      int step = next(steps);
      Object read =
          switch (step) {
            case 1 -> {
              Object before = read(sum);
              sum.add(2);
              sum.add(4);
              yield before;
            }
            case 2 -> {
              Object before = read(sum);
              sum.addAccum(sum.getAccum());
              sum.add(8);
              yield before;
            }
            case 3 -> {
              Object before = read(sum);
              sum.clear();
              yield before;
            }
            case 4 -> read(sum);
            default -> "no such step";
          };
      output.output(line(element, step, read));
    }

    private static String read(CombiningState<Integer, int[], Integer> sum) {
      return sum.read() + " empty=" + sum.isEmpty().read();
    }
  }
}
