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

/** Small longs in two bytes, others in up to eleven, doubles in nine. */
final class ReadingCoder extends AtomicCoder<Reading> {

  private static final long serialVersionUID = 1L;
  private static final ReadingCoder INSTANCE = new ReadingCoder();
  private static final int NOTHING = 0;
  private static final int LONG = 1;
  private static final int DOUBLE = 2;

  private ReadingCoder() {}

  static ReadingCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Reading value, OutputStream out) throws IOException {
    switch (value.kind()) {
      case NOTHING -> out.write(NOTHING);
      case LONG -> {
        out.write(LONG);
        VarInt.encode(ZigZag.encode(value.bits()), out);
      }
      case DOUBLE -> {
        out.write(DOUBLE);
        new DataOutputStream(out).writeLong(value.bits());
      }
    }
  }

  @Override
  public Reading decode(InputStream in) throws IOException {
    int kind = in.read();
    return switch (kind) {
      case NOTHING -> Reading.NOTHING;
      case LONG -> Reading.of(ZigZag.decode(VarInt.decodeLong(in)));
      case DOUBLE -> Reading.of(new DataInputStream(in).readDouble());
      default -> throw new CoderException("Cannot decode a value of kind " + kind);
    };
  }

  @Override
  public void verifyDeterministic() {}
}
