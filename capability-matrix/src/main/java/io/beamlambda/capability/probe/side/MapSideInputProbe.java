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
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/** The value of each key, and none of a key that there is not. */
@AutoService(Probe.class)
public final class MapSideInputProbe extends BoundedSideInputProbe<Map<String, Integer>> {

  @Override
  public String feature() {
    return "side.map";
  }

  @Override
  PCollectionView<Map<String, Integer>> view(PCollection<KV<String, Integer>> elements) {
    return elements.apply("add up", Sum.integersPerKey()).apply("view", View.asMap());
  }

  @Override
  SerializableFunction<Map<String, Integer>, String> look() {
    return map -> new TreeMap<>(map) + " z=" + map.get("z");
  }

  @Override
  String expected() {
    return "{x=30, y=30} z=null";
  }
}
