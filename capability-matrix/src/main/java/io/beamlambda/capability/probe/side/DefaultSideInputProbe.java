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
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/** The default of a value that there is not. */
@AutoService(Probe.class)
public final class DefaultSideInputProbe extends BoundedSideInputProbe<Integer> {

  @Override
  public String feature() {
    return "side.singleton";
  }

  @Override
  PCollectionView<Integer> view(PCollection<KV<String, Integer>> elements) {
    return elements
        .apply("numbers", Values.create())
        .apply("none", Filter.greaterThan(100))
        .apply("view", View.<Integer>asSingleton().withDefaultValue(7));
  }

  @Override
  SerializableFunction<Integer, String> look() {
    return String::valueOf;
  }

  @Override
  String expected() {
    return "7";
  }
}
