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

import io.beamlambda.capability.probe.Text;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;

/** Says with each element how many its key and window have had. */
final class CountInWindowFn extends DoFn<KV<String, Integer>, String> {

  private static final long serialVersionUID = 1;

  @StateId("count")
  private final StateSpec<ValueState<Integer>> countSpec = StateSpecs.value(VarIntCoder.of());

  @ProcessElement
  public void process(
      @Element KV<String, Integer> element,
      BoundedWindow window,
      @StateId("count") ValueState<Integer> count,
      OutputReceiver<String> output) {
    Integer before = count.read();
    int now = before == null ? 1 : before + 1;
    count.write(now);
    output.output(element.getKey() + " " + Text.of(window) + " " + now);
  }
}
