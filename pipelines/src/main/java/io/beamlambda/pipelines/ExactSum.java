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
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.beam.sdk.util.VarInt;

/**
 * A sum of longs and doubles without any rounding until it is asked for, so that it does not depend
 * on the order of its addends. Runners add in different orders; plain double sums differ between
 * them in the last digits.
 *
 * <p>The sum is a fixed-point number of 32-bit limbs, the lowest bit of the lowest possible limb
 * being worth {@link Double#MIN_VALUE}. Only the limbs between the smallest and the largest bit
 * ever added are kept, three or four for most data. Limbs are signed and have 31 bits to spare:
 * carries are moved on once in 2<sup>30</sup> additions.
 */
final class ExactSum {

  private static final int LIMB_BITS = 32;
  private static final long LIMB_MASK = 0xFFFF_FFFFL;

  /** The exponent of the lowest bit of limb 0. */
  private static final int LOWEST_EXPONENT = -1074;

  private static final int MANTISSA_BITS = 52;
  private static final long MANTISSA_MASK = (1L << MANTISSA_BITS) - 1;
  private static final int MAX_PENDING = 1 << 30;

  private static final int POSITIVE_INFINITY = 1;
  private static final int NEGATIVE_INFINITY = 2;
  private static final int NAN = 4;

  private long[] limbs = new long[0];

  /** The index of {@code limbs[0]}. */
  private int base;

  /** Additions since the carries were moved on. */
  private int pending;

  /** What was added that is not finite. */
  private int specials;

  void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> MANTISSA_BITS) & 0x7FF;
    long mantissa = bits & MANTISSA_MASK;
    if (exponent == 0x7FF) {
      specials |= mantissa != 0 ? NAN : bits > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
    } else if (exponent != 0) {
      addBits(mantissa | (1L << MANTISSA_BITS), exponent - 1, bits < 0);
    } else if (mantissa != 0) {
      addBits(mantissa, 0, bits < 0);
    }
  }

  void add(long value) {
    addBits(value & LIMB_MASK, -LOWEST_EXPONENT, false);
    long high = value >> LIMB_BITS;
    addBits(Math.abs(high), LIMB_BITS - LOWEST_EXPONENT, high < 0);
  }

  void add(ExactSum other) {
    specials |= other.specials;
    if (other.limbs.length == 0) {
      return;
    }
    propagate();
    reserve(other.base, other.base + other.limbs.length);
    long carry = 0;
    for (int i = 0; i < other.limbs.length; i++) {
      // The other's limb may be large: only its low bits are added here, the rest to the next.
      long limb = other.limbs[i] + carry;
      carry = limb >> LIMB_BITS;
      limbs[other.base + i - base] += limb & LIMB_MASK;
    }
    if (carry != 0) {
      int next = other.base + other.limbs.length;
      reserve(next, next + 1);
      limbs[next - base] += carry;
    }
    propagate();
  }

  /** Adds {@code magnitude}, of at most 53 bits, times two to the power of its lowest bit. */
  private void addBits(long magnitude, int lowestBit, boolean negative) {
    int first = lowestBit / LIMB_BITS;
    int shift = lowestBit % LIMB_BITS;
    reserve(first, first + 3);
    long rest = magnitude >>> (LIMB_BITS - shift);
    int i = first - base;
    long low = (magnitude << shift) & LIMB_MASK;
    if (negative) {
      limbs[i] -= low;
      limbs[i + 1] -= rest & LIMB_MASK;
      limbs[i + 2] -= rest >>> LIMB_BITS;
    } else {
      limbs[i] += low;
      limbs[i + 1] += rest & LIMB_MASK;
      limbs[i + 2] += rest >>> LIMB_BITS;
    }
    if (++pending == MAX_PENDING) {
      propagate();
    }
  }

  private void reserve(int from, int to) {
    if (limbs.length == 0) {
      base = from;
      limbs = new long[to - from];
    } else if (from < base || to > base + limbs.length) {
      int newBase = Math.min(from, base);
      long[] wider = new long[Math.max(to, base + limbs.length) - newBase];
      System.arraycopy(limbs, 0, wider, base - newBase, limbs.length);
      base = newBase;
      limbs = wider;
    }
  }

  /** Brings all limbs but the last into [0, 2^32), the last into [-2^32, 2^32). */
  private void propagate() {
    pending = 0;
    if (limbs.length == 0) {
      return;
    }
    int last = limbs.length - 1;
    for (int i = 0; i < last; i++) {
      limbs[i + 1] += limbs[i] >> LIMB_BITS;
      limbs[i] &= LIMB_MASK;
    }
    long carry = limbs[last] >> LIMB_BITS;
    if (carry != 0 && carry != -1) {
      limbs[last] &= LIMB_MASK;
      limbs = Arrays.copyOf(limbs, limbs.length + 1);
      limbs[last + 1] = carry;
    } else {
      trim();
    }
  }

  /** Drops highest limbs that only carry the sign. */
  private void trim() {
    int last = limbs.length - 1;
    while (last > 0 && (limbs[last] == 0 || limbs[last] == -1)) {
      limbs[last - 1] += limbs[last] << LIMB_BITS;
      last--;
    }
    if (last < limbs.length - 1) {
      limbs = Arrays.copyOf(limbs, last + 1);
    }
  }

  /** The sum, in units of the lowest bit of the lowest limb. */
  private BigInteger units() {
    BigInteger units = BigInteger.ZERO;
    for (int i = limbs.length - 1; i >= 0; i--) {
      units = units.shiftLeft(LIMB_BITS).add(BigInteger.valueOf(limbs[i]));
    }
    return units;
  }

  private int unitExponent() {
    return base * LIMB_BITS + LOWEST_EXPONENT;
  }

  /** The double nearest to the sum; ties go to the even one, as in every double addition. */
  double doubleValue() {
    if (specials != 0) {
      return switch (specials) {
        case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
        case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
        default -> Double.NaN;
      };
    }
    BigInteger units = units();
    BigInteger magnitude = units.abs();
    // 62 bits are more than a double holds; what is cut off only matters as being there or not.
    int cut = Math.max(0, magnitude.bitLength() - 62);
    long top = magnitude.shiftRight(cut).longValueExact();
    if (cut > 0 && magnitude.getLowestSetBit() < cut) {
      top |= 1;
    }
    double value = Math.scalb((double) top, unitExponent() + cut);
    return units.signum() < 0 ? -value : value;
  }

  /** The sum itself where it is a long, else the double nearest to it, a long if that is one. */
  Number value() {
    if (specials == 0) {
      BigInteger units = units();
      int exponent = unitExponent();
      if (units.signum() == 0 || units.getLowestSetBit() + exponent >= 0) {
        BigInteger whole = units.shiftLeft(exponent);
        if (whole.bitLength() < Long.SIZE) {
          return whole.longValue();
        }
      }
    }
    return Numbers.of(doubleValue());
  }

  void encode(DataOutputStream out) throws IOException {
    propagate();
    out.writeByte(specials);
    VarInt.encode(base, out);
    VarInt.encode(limbs.length, out);
    for (int i = 0; i < limbs.length; i++) {
      out.writeInt((int) limbs[i]);
    }
    if (limbs.length > 0) {
      out.writeBoolean(limbs[limbs.length - 1] < 0);
    }
  }

  static ExactSum decode(DataInputStream in) throws IOException {
    ExactSum sum = new ExactSum();
    sum.specials = in.readUnsignedByte();
    sum.base = VarInt.decodeInt(in);
    sum.limbs = new long[VarInt.decodeInt(in)];
    for (int i = 0; i < sum.limbs.length; i++) {
      sum.limbs[i] = in.readInt() & LIMB_MASK;
    }
    if (sum.limbs.length > 0 && in.readBoolean()) {
      sum.limbs[sum.limbs.length - 1] |= ~LIMB_MASK;
    }
    return sum;
  }
}
