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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;

class AccumulatorFnTest {

  @Test
  void elementsAreNotModifiedByFunctionsThatReturnTheirArguments() {
    AccumulatorFn<ArrayList<Long>, String> fn =
        new AccumulatorFn<>(
            new ValuesFn(),
            SerializableCoder.of(new TypeDescriptor<ArrayList<Long>>() {}),
            StringUtf8Coder.of());
    ArrayList<Long> first = new ArrayList<>(List.of(1L));
    ArrayList<Long> second = new ArrayList<>(List.of(2L));

    ArrayList<Long> accumulator = fn.addInput(fn.createAccumulator(), first);
    accumulator = fn.addInput(accumulator, second);

    assertThat(fn.extractOutput(accumulator)).isEqualTo("1 2");
    assertThat(first).containsExactly(1L);
    assertThat(second).containsExactly(2L);
  }
}
