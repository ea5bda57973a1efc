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
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.values.KV;

/** Writes, overwrites and clears a value. */
@AutoService(Probe.class)
public final class ValueStateProbe extends StepsProbe {

  @Override
  public String feature() {
    return "state.value";
  }

  @Override
  List<String> steps() {
    return List.of("null", "x", "y", "null");
  }

  @Override
  StepsFn fn() {
    return new Fn();
  }

  private static final class Fn extends StepsFn {

    private static final long serialVersionUID = 1;

    @StateId("steps")
    private final StateSpec<ValueState<Integer>> stepsSpec = StateSpecs.value(VarIntCoder.of());

    @StateId("value")
    private final StateSpec<ValueState<String>> valueSpec = StateSpecs.value(StringUtf8Coder.of());

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @StateId("steps") ValueState<Integer> steps,
        @StateId("value") ValueState<String> value,
        OutputReceiver<String> output) {
      int step = next(steps);
      Object read =
          switch (step) {
            case 1 -> {
              Object before = String.valueOf(value.read());
              value.write("x");
              yield before;
            }
            case 2 -> {
              Object before = String.valueOf(value.read());
              value.write("y");
              yield before;
            }
            case 3 -> {
              Object before = String.valueOf(value.read());
              value.clear();
              yield before;
            }
            case 4 -> String.valueOf(value.read());
            default -> "no such step";
          };
      output.output(line(element, step, read));
    }
  }
}
