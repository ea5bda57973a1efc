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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** All values, sorted and joined, so that nothing lost, repeated or mixed up goes unseen. */
final class ValuesFn extends CombineFn<Long, ArrayList<Long>, String> {

  private static final long serialVersionUID = 1L;

  static String expected(List<Long> values) {
    return values.stream().sorted().map(String::valueOf).collect(Collectors.joining(" "));
  }

  @Override
  public ArrayList<Long> createAccumulator() {
    return new ArrayList<>();
  }

  @Override
  public ArrayList<Long> addInput(ArrayList<Long> accumulator, Long input) {
    accumulator.add(input);
    return accumulator;
  }

  @Override
  public ArrayList<Long> mergeAccumulators(Iterable<ArrayList<Long>> accumulators) {
    // Returns its only filled argument as it is, which is allowed, and a trap for the caller.
    ArrayList<Long> merged = null;
    for (ArrayList<Long> accumulator : accumulators) {
      if (merged == null || merged.isEmpty()) {
        merged = accumulator;
      } else {
        merged.addAll(accumulator);
      }
    }
    return merged == null ? createAccumulator() : merged;
  }

  @Override
  public String extractOutput(ArrayList<Long> accumulator) {
    return expected(accumulator);
  }
}
