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
package io.beamlambda.capability.probe.core;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Says how many a batch has, and each of its elements. */
final class DescribeBatchFn extends DoFn<KV<String, Iterable<Integer>>, String> {

  private static final long serialVersionUID = 1;

  @ProcessElement
  public void process(@Element KV<String, Iterable<Integer>> batch, OutputReceiver<String> output) {
    int size = 0;
    for (int element : batch.getValue()) {
      output.output(batch.getKey() + " " + element);
      size++;
    }
    output.output("batch of " + size);
  }

  /** What the elements 1 to 5 of key {@code a} give in full batches, and one with the rest. */
  static List<String> fiveElementsBy(int size) {
    List<String> expected = new ArrayList<>();
    for (int element = 1; element <= 5; element++) {
      expected.add("a " + element);
    }
    for (int left = 5; left > 0; left -= size) {
      expected.add("batch of " + Math.min(left, size));
    }
    return expected;
  }
}
