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

import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** A sum that knows whether it is made of accumulators or of inputs only. */
final class TracingSumFn extends CombineFn<Integer, TracingSumFn.Part, String> {

  private static final long serialVersionUID = 1;

  /**
   * An accumulator.
   *
   * @param sum of all inputs
   * @param merged whether it came out of accumulators that had inputs
   */
  record Part(int sum, boolean merged) implements Serializable {}

  @Override
  public Part createAccumulator() {
    return new Part(0, false);
  }

  @Override
  public Part addInput(Part part, Integer input) {
    return new Part(part.sum() + input, part.merged());
  }

  @Override
  public Part mergeAccumulators(Iterable<Part> parts) {
    int sum = 0;
    for (Part part : parts) {
      sum += part.sum();
    }
    return new Part(sum, sum > 0);
  }

  @Override
  public String extractOutput(Part part) {
    return part.sum() + (part.merged() ? " of accumulators" : " of inputs");
  }

  @Override
  public Coder<Part> getAccumulatorCoder(CoderRegistry registry, Coder<Integer> input) {
    return SerializableCoder.of(Part.class);
  }

  @Override
  public Coder<String> getDefaultOutputCoder(CoderRegistry registry, Coder<Integer> input) {
    return StringUtf8Coder.of();
  }
}
