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
import org.apache.beam.sdk.util.VarInt;

/** {@link Totals} in few bytes: about eight for a handful of small longs. */
final class TotalsCoder extends AtomicCoder<Totals> {

  private static final long serialVersionUID = 1L;
  private static final TotalsCoder INSTANCE = new TotalsCoder();
  private static final int HAS_LONGS = 1;
  private static final int HAS_DOUBLES = 2;
  private static final int HAS_EXACT = 4;

  private TotalsCoder() {}

  static TotalsCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Totals totals, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    ExactSum exact = totals.exact;
    data.writeByte(
        (totals.longCount > 0 ? HAS_LONGS : 0)
            | (totals.doubleCount > 0 ? HAS_DOUBLES : 0)
            | (exact != null ? HAS_EXACT : 0));
    if (totals.longCount > 0) {
      VarInt.encode(totals.longCount, out);
      encodeSigned(totals.longSum, out);
      encodeSigned(totals.longMin, out);
      encodeSigned(totals.longMax, out);
    }
    if (totals.doubleCount > 0) {
      VarInt.encode(totals.doubleCount, out);
      data.writeDouble(totals.doubleMin);
      data.writeDouble(totals.doubleMax);
    }
    if (exact != null) {
      exact.encode(data);
    }
  }

  @Override
  public Totals decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    Totals totals = new Totals();
    int parts = data.readUnsignedByte();
    if ((parts & HAS_LONGS) != 0) {
      totals.longCount = VarInt.decodeLong(in);
      totals.longSum = decodeSigned(in);
      totals.longMin = decodeSigned(in);
      totals.longMax = decodeSigned(in);
    }
    if ((parts & HAS_DOUBLES) != 0) {
      totals.doubleCount = VarInt.decodeLong(in);
      totals.doubleMin = data.readDouble();
      totals.doubleMax = data.readDouble();
    }
    if ((parts & HAS_EXACT) != 0) {
      totals.exact = ExactSum.decode(data);
    }
    return totals;
  }

  private static void encodeSigned(long value, OutputStream out) throws IOException {
    VarInt.encode(ZigZag.encode(value), out);
  }

  private static long decodeSigned(InputStream in) throws IOException {
    return ZigZag.decode(VarInt.decodeLong(in));
  }

  @Override
  public void verifyDeterministic() {}
}
