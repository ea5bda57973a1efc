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
package io.beamlambda.capability.probe.combine;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.CombineWithContext.CombineFnWithContext;
import org.apache.beam.sdk.transforms.CombineWithContext.Context;
import org.apache.beam.sdk.values.PCollectionView;

/** Adds integers up, and at the end a side input. */
final class SumOnTopFn extends CombineFnWithContext<Integer, Integer, Integer> {

  private static final long serialVersionUID = 1;

  private final PCollectionView<Integer> base;

  SumOnTopFn(PCollectionView<Integer> base) {
    this.base = base;
  }

  @Override
  public Integer createAccumulator(Context context) {
    return 0;
  }

  @Override
  public Integer addInput(Integer sum, Integer input, Context context) {
    return sum + input;
  }

  @Override
  public Integer mergeAccumulators(Iterable<Integer> sums, Context context) {
    int sum = 0;
    for (int part : sums) {
      sum += part;
    }
    return sum;
  }

  @Override
  public Integer extractOutput(Integer sum, Context context) {
    return context.sideInput(base) + sum;
  }

  @Override
  public Coder<Integer> getAccumulatorCoder(CoderRegistry registry, Coder<Integer> input) {
    return VarIntCoder.of();
  }

  @Override
  public Coder<Integer> getDefaultOutputCoder(CoderRegistry registry, Coder<Integer> input) {
    return VarIntCoder.of();
  }
}
