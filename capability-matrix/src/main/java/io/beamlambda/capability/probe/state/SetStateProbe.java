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
import org.apache.beam.sdk.state.SetState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.values.KV;

/** Adds to a set, also what it has, removes and clears. */
@AutoService(Probe.class)
public final class SetStateProbe extends StepsProbe {

  @Override
  public String feature() {
    return "state.set";
  }

  @Override
  List<String> steps() {
    return List.of(
        "[] 1=false empty=true",
        "[1, 2] 1=true empty=false",
        "[1, 2, 3] 1=true empty=false",
        "[2, 3] 1=false empty=false",
        "[] 1=false empty=true");
  }

  @Override
  StepsFn fn() {
    return new Fn();
  }

  private static final class Fn extends StepsFn {

    private static final long serialVersionUID = 1;

    @StateId("steps")
    private final StateSpec<ValueState<Integer>> stepsSpec = StateSpecs.value(VarIntCoder.of());

    @StateId("set")
    private final StateSpec<SetState<Integer>> setSpec = StateSpecs.set(VarIntCoder.of());

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @StateId("steps") ValueState<Integer> steps,
        @StateId("set") SetState<Integer> set,
        OutputReceiver<String> output) {
      int step = next(steps);
      Object read =
          switch (step) {
            case 1 -> {
              Object before = read(set);
              set.add(1);
              set.add(2);
              set.add(2);
              yield before;
            }
            case 2 -> {
              Object before = read(set);
              set.addIfAbsent(1).read();
              set.addIfAbsent(3).read();
              yield before;
            }
            case 3 -> {
              Object before = read(set);
              set.remove(1);
              yield before;
            }
            case 4 -> {
              Object before = read(set);
              set.clear();
              yield before;
            }
            case 5 -> read(set);
            default -> "no such step";
          };
      output.output(line(element, step, read));
    }

    private static String read(SetState<Integer> set) {
      return Text.sorted(set.read())
          + " 1="
          + set.contains(1).read()
          + " empty="
          + set.isEmpty().read();
    }
  }
}
