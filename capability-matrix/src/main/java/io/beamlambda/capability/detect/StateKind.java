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
package io.beamlambda.capability.detect;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** The feature that a state cell is. Asked of the spec: in the protocol a set is a map. */
enum StateKind implements StateSpec.Cases<String> {
  OF;

  @Override
  public String dispatchValue(Coder<?> valueCoder) {
    return "state.value";
  }

  @Override
  public String dispatchBag(Coder<?> elementCoder) {
    return "state.bag";
  }

  @Override
  public String dispatchOrderedList(Coder<?> elementCoder) {
    return "state.ordered-list";
  }

  @Override
  public String dispatchCombining(CombineFn<?, ?, ?> combineFn, Coder<?> accumulatorCoder) {
    return "state.combining";
  }

  @Override
  public String dispatchMap(Coder<?> keyCoder, Coder<?> valueCoder) {
    return "state.map";
  }

  @Override
  public String dispatchSet(Coder<?> elementCoder) {
    return "state.set";
  }

  @Override
  public String dispatchMultimap(Coder<?> keyCoder, Coder<?> valueCoder) {
    return "state.multimap";
  }
}
