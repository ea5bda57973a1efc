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

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.Text;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/** All values of each key, and none of a key that there is not. */
@AutoService(Probe.class)
public final class MultimapSideInputProbe
    extends BoundedSideInputProbe<Map<String, Iterable<Integer>>> {

  @Override
  public String feature() {
    return "side.multimap";
  }

  @Override
  PCollectionView<Map<String, Iterable<Integer>>> view(PCollection<KV<String, Integer>> elements) {
    return elements.apply("view", View.asMultimap());
  }

  @Override
  SerializableFunction<Map<String, Iterable<Integer>>, String> look() {
    return map ->
        Text.sorted(map.keySet())
            + " x="
            + Text.sorted(map.getOrDefault("x", List.of()))
            + " y="
            + Text.sorted(map.getOrDefault("y", List.of()))
            + " z="
            + map.get("z");
  }

  @Override
  String expected() {
    return "[x, y] x=[10, 20] y=[30] z=null";
  }
}
