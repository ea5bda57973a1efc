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

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Numbers are {@link Long} or {@link Double}, and never a double that a long can say: so equal
 * numbers are equal objects and print the same text.
 */
final class Numbers {

  private static final double LONG_LIMIT = 0x1p63;

  private Numbers() {}

  /** The number {@code value}; minus zero is zero. */
  static Number of(double value) {
    if (value == Math.rint(value) && value >= -LONG_LIMIT && value < LONG_LIMIT) {
      return (long) value;
    }
    return value;
  }

  /** The number nearest to {@code value}. */
  static Number of(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : of(value.doubleValue());
  }

  /** The number nearest to {@code value}. */
  static Number of(BigDecimal value) {
    if (value.stripTrailingZeros().scale() <= 0 && value.precision() - value.scale() < 400) {
      return of(value.toBigInteger());
    }
    return of(value.doubleValue());
  }

  /** The number that {@code text} says, as {@link Double} and {@link Long} print them. */
  static @Nullable Number parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    switch (text) {
      case "NaN":
        return Double.NaN;
      case "Infinity":
      case "Inf":
        return Double.POSITIVE_INFINITY;
      case "-Infinity":
      case "-Inf":
        return Double.NEGATIVE_INFINITY;
      default:
        return of(new BigDecimal(text));
    }
  }

  /** Compares by value, without rounding; NaN is the largest number. */
  static int compare(Number one, Number other) {
    if (one instanceof Long a && other instanceof Long b) {
      return Long.compare(a, b);
    }
    double a = one.doubleValue();
    double b = other.doubleValue();
    if (Double.isFinite(a) && Double.isFinite(b)) {
      return exact(one).compareTo(exact(other));
    }
    return Double.compare(a, b);
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Long integer
        ? BigDecimal.valueOf(integer)
        : new BigDecimal(number.doubleValue());
  }
}
