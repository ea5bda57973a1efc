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
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.OrderedListState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;

/** Adds to a list out of order, reads it whole and in part, removes a part and clears. */
@AutoService(Probe.class)
public final class OrderedListStateProbe extends StepsProbe {

  @Override
  public String feature() {
    return "state.ordered-list";
  }

  @Override
  List<String> steps() {
    return List.of(
        "[] of which [2 4) []",
        "[1@1, 2@2, 3@3, 4@4] of which [2 4) [2@2, 3@3]",
        "[1@1, 4@4] of which [2 4) []",
        "[1@1, 5@3, 4@4] of which [2 4) [5@3]",
        "[] of which [2 4) []");
  }

  @Override
  StepsFn fn() {
    return new Fn();
  }

  private static final class Fn extends StepsFn {

    private static final long serialVersionUID = 1;

    @StateId("steps")
    private final StateSpec<ValueState<Integer>> stepsSpec = StateSpecs.value(VarIntCoder.of());

    @StateId("list")
    private final StateSpec<OrderedListState<Integer>> listSpec =
        StateSpecs.orderedList(VarIntCoder.of());

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @StateId("steps") ValueState<Integer> steps,
        @StateId("list") OrderedListState<Integer> list,
        OutputReceiver<String> output) {
      int step = next(steps);
      Object read =
          switch (step) {
            case 1 -> {
              Object before = read(list);
              for (int value : new int[] {3, 1, 4, 2}) {
                list.add(TimestampedValue.of(value, second(value)));
              }
              yield before;
            }
            case 2 -> {
              Object before = read(list);
              list.clearRange(second(2), second(4));
              yield before;
            }
            case 3 -> {
              Object before = read(list);
              list.add(TimestampedValue.of(5, second(3)));
              yield before;
            }
            case 4 -> {
              Object before = read(list);
              list.clear();
              yield before;
            }
            case 5 -> read(list);
            default -> "no such step";
          };
      output.output(line(element, step, read));
    }

    private static String read(OrderedListState<Integer> list) {
      return text(list.read()) + " of which [2 4) " + text(list.readRange(second(2), second(4)));
    }

    private static List<String> text(Iterable<TimestampedValue<Integer>> values) {
      return StreamSupport.stream(values.spliterator(), false)
          .map(value -> value.getValue() + Text.of(value.getTimestamp()))
          .toList();
    }
  }
}
