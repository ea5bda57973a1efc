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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/** The coder of {@link Aggregate}. */
final class AggregateCoder extends AtomicCoder<Aggregate> {

  private static final long serialVersionUID = 1L;
  private static final AggregateCoder INSTANCE = new AggregateCoder();

  private AggregateCoder() {}

  static AggregateCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Aggregate value, OutputStream out) throws IOException {
    VarInt.encode(value.count(), out);
    NumberCoder.of().encode(value.sum(), out);
    NumberCoder.of().encode(value.min(), out);
    NumberCoder.of().encode(value.max(), out);
  }

  @Override
  public Aggregate decode(InputStream in) throws IOException {
    return new Aggregate(
        VarInt.decodeLong(in),
        NumberCoder.of().decode(in),
        NumberCoder.of().decode(in),
        NumberCoder.of().decode(in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
