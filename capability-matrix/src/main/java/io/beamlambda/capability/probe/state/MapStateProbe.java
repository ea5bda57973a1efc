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
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.values.KV;

/** Puts, replaces, computes, removes and clears entries of a map. */
@AutoService(Probe.class)
public final class MapStateProbe extends StepsProbe {

  @Override
  public String feature() {
    return "state.map";
  }

  @Override
  List<String> steps() {
    return List.of(
        "[] x=null empty=true",
        "[x=1, y=2] x=1 empty=false",
        "[x=3, y=2, z=4] x=3 empty=false",
        "[x=3, z=4] x=3 empty=false",
        "[] x=null empty=true");
  }

  @Override
  StepsFn fn() {
    return new Fn();
  }

  private static final class Fn extends StepsFn {

    private static final long serialVersionUID = 1;

    @StateId("steps")
    private final StateSpec<ValueState<Integer>> stepsSpec = StateSpecs.value(VarIntCoder.of());

    @StateId("map")
    private final StateSpec<MapState<String, Integer>> mapSpec =
        StateSpecs.map(StringUtf8Coder.of(), VarIntCoder.of());

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @StateId("steps") ValueState<Integer> steps,
        @StateId("map") MapState<String, Integer> map,
        OutputReceiver<String> output) {
      int step = next(steps);
      Object read =
          switch (step) {
            case 1 -> {
              Object before = read(map);
              map.put("x", 1);
              map.put("y", 2);
              yield before;
            }
            case 2 -> {
              Object before = read(map);
              map.put("x", 3);
              map.putIfAbsent("y", 9).read();
              map.computeIfAbsent("z", absent -> 4).read();
              yield before;
            }
            case 3 -> {
              Object before = read(map);
              map.remove("y");
              yield before;
            }
            case 4 -> {
              Object before = read(map);
              map.clear();
              yield before;
            }
            case 5 -> read(map);
            default -> "no such step";
          };
      output.output(line(element, step, read));
    }

    private static String read(MapState<String, Integer> map) {
      List<String> entries =
          Text.sorted(
              StreamSupport.stream(map.entries().read().spliterator(), false)
                  .map(entry -> entry.getKey() + "=" + entry.getValue())
                  .toList());
      return entries + " x=" + map.get("x").read() + " empty=" + map.isEmpty().read();
    }
  }
}
