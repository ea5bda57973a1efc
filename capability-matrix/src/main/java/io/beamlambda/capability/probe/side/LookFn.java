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

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** Says with each element what it sees of a side input. */
final class LookFn<T> extends DoFn<KV<String, Integer>, String> {

  private static final long serialVersionUID = 1;

  private final PCollectionView<T> side;
  private final SerializableFunction<T, String> look;

  LookFn(PCollectionView<T> side, SerializableFunction<T, String> look) {
    this.side = side;
    this.look = look;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    context.output(context.element().getKey() + " sees " + look.apply(context.sideInput(side)));
  }
}
