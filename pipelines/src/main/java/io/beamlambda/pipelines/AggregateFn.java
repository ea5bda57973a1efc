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

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * Count, sum, minimum and maximum of values; {@link Reading#NOTHING} does not count. The same in
 * whatever order the values come: a sum is exact where it is a long, else the double nearest to the
 * exact sum. NaN makes sum, minimum and maximum NaN.
 */
final class AggregateFn extends CombineFn<Reading, Totals, Aggregate> {

  private static final long serialVersionUID = 1L;

  @Override
  public Totals createAccumulator() {
    return new Totals();
  }

  @Override
  public Totals addInput(Totals totals, Reading input) {
    switch (input.kind()) {
      case LONG -> totals.add(input.bits());
      case DOUBLE -> totals.add(input.asDouble());
      case NOTHING -> {}
    }
    return totals;
  }

  @Override
  public Totals mergeAccumulators(Iterable<Totals> accumulators) {
    Totals merged = null;
    for (Totals totals : accumulators) {
      if (merged == null) {
        merged = totals;
      } else {
        merged.add(totals);
      }
    }
    return merged == null ? createAccumulator() : merged;
  }

  @Override
  public Aggregate extractOutput(Totals totals) {
    return totals.result();
  }

  @Override
  public Coder<Totals> getAccumulatorCoder(CoderRegistry registry, Coder<Reading> inputCoder) {
    return TotalsCoder.of();
  }

  @Override
  public Coder<Aggregate> getDefaultOutputCoder(CoderRegistry registry, Coder<Reading> inputCoder) {
    return AggregateCoder.of();
  }
}
