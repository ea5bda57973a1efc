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

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.VarInt;
import org.jspecify.annotations.Nullable;

/** Null in one byte, small longs in two, others in up to eleven, doubles in nine. */
final class NumberCoder extends AtomicCoder<@Nullable Number> {

  private static final long serialVersionUID = 1L;
  private static final NumberCoder INSTANCE = new NumberCoder();
  private static final int NULL = 0;
  private static final int LONG = 1;
  private static final int DOUBLE = 2;

  private NumberCoder() {}

  static NumberCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(@Nullable Number value, OutputStream out) throws IOException {
    if (value == null) {
      out.write(NULL);
    } else if (value instanceof Long integer) {
      out.write(LONG);
      VarInt.encode(ZigZag.encode(integer), out);
    } else if (value instanceof Double) {
      out.write(DOUBLE);
      new DataOutputStream(out).writeLong(Double.doubleToLongBits(value.doubleValue()));
    } else {
      throw new CoderException("Cannot encode a " + value.getClass() + " (must be Long or Double)");
    }
  }

  @Override
  public @Nullable Number decode(InputStream in) throws IOException {
    int tag = in.read();
    return switch (tag) {
      case NULL -> null;
      case LONG -> ZigZag.decode(VarInt.decodeLong(in));
      case DOUBLE -> Double.longBitsToDouble(new DataInputStream(in).readLong());
      default -> throw new CoderException("Cannot decode a number of kind " + tag);
    };
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
