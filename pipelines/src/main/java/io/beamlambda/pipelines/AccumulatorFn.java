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
package io.beamlambda.pipelines;

import java.util.Arrays;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.util.CoderUtils;

/** The second half of a function: its inputs are the accumulators of the first half. */
final class AccumulatorFn<A, O> extends CombineFn<A, A, O> {

  private static final long serialVersionUID = 1L;

  private final CombineFn<?, A, O> fn;
  private final Coder<A> accumulators;
  private final Coder<O> outputs;

  AccumulatorFn(CombineFn<?, A, O> fn, Coder<A> accumulators, Coder<O> outputs) {
    this.fn = fn;
    this.accumulators = accumulators;
    this.outputs = outputs;
  }

  @Override
  public A createAccumulator() {
    return fn.createAccumulator();
  }

  @Override
  public A addInput(A accumulator, A input) {
    A merged = fn.mergeAccumulators(Arrays.asList(accumulator, input));
    // The input is an element, which the next addInput must not modify.
    return merged == input ? copy(input) : merged;
  }

  private A copy(A accumulator) {
    try {
      return CoderUtils.clone(accumulators, accumulator);
    } catch (CoderException e) {
      throw new IllegalStateException("Cannot copy an accumulator of " + fn, e);
    }
  }

  @Override
  public A mergeAccumulators(Iterable<A> accumulatorsToMerge) {
    return fn.mergeAccumulators(accumulatorsToMerge);
  }

  @Override
  public A compact(A accumulator) {
    return fn.compact(accumulator);
  }

  @Override
  public O extractOutput(A accumulator) {
    return fn.extractOutput(accumulator);
  }

  @Override
  public Coder<A> getAccumulatorCoder(CoderRegistry registry, Coder<A> inputCoder) {
    return accumulators;
  }

  @Override
  public Coder<O> getDefaultOutputCoder(CoderRegistry registry, Coder<A> inputCoder) {
    return outputs;
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder.delegate(fn);
  }
}
