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
package io.beamlambda.io;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;

/** A read that also says when the lake has ended; see {@link LambdaIO.Read#withBootstrapEnd}. */
final class ReadWithBootstrapEnd<T> extends PTransform<PBegin, ReadResult<T>> {

  private static final long serialVersionUID = 1L;

  private final LambdaIO.Read<T> read;

  ReadWithBootstrapEnd(LambdaIO.Read<T> read) {
    this.read = read;
  }

  @Override
  public ReadResult<T> expand(PBegin input) {
    return read.planned(input).expandWithBootstrapEnd(input);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    read.populateDisplayData(builder);
  }
}
