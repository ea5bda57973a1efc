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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactSumTest {

  @Property
  void isTheDoubleNearestToTheSumInBigDecimals(@ForAll("doubles") List<Double> values) {
    ExactSum sum = new ExactSum();
    values.forEach(sum::add);

    assertThat(sum.doubleValue()).isEqualTo(nearest(values, List.of()));
  }

  @Property
  void partsMergeAndSurviveEncoding(
      @ForAll("doubles") List<Double> doubles,
      @ForAll List<Long> longs,
      @ForAll("doubles") List<Double> others) {
    ExactSum sum = new ExactSum();
    doubles.forEach(sum::add);
    ExactSum middle = new ExactSum();
    longs.forEach(middle::add);
    ExactSum last = new ExactSum();
    others.forEach(last::add);

    last.add(copy(middle));
    sum.add(copy(last));
    sum.add(new ExactSum());

    List<Double> all = new ArrayList<>(doubles);
    all.addAll(others);
    assertThat(copy(sum).doubleValue()).isEqualTo(nearest(all, longs));
  }

  @Property
  void longsSumUpBeyondTheirRange(@ForAll List<Long> longs) {
    ExactSum sum = new ExactSum();
    longs.forEach(sum::add);

    BigInteger expected =
        longs.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    boolean isLong =
        expected.bitLength() < Long.SIZE
            // Just below the range of long, the nearest double is the range's end: a long, too.
            || expected.doubleValue() == Long.MIN_VALUE;
    assertThat(sum.value())
        .isEqualTo(
            isLong
                ? (Number) expected.max(BigInteger.valueOf(Long.MIN_VALUE)).longValue()
                : expected.doubleValue());
  }

  @ParameterizedTest
  @CsvSource({
    "1e308, 1e308, Infinity",
    "-1e308, -1e308, -Infinity",
    "Infinity, 1, Infinity",
    "Infinity, -Infinity, NaN",
    "NaN, 1, NaN",
    "-Infinity, 1, -Infinity",
    "4.9e-324, 4.9e-324, 1.0e-323",
    "-0.0, -0.0, 0.0",
    "9007199254740992, 1, 9007199254740992",
    "9007199254740992, 3, 9007199254740996",
  })
  void edgesAddUpAsDoublesDo(double one, double other, double expected) {
    ExactSum sum = new ExactSum();
    sum.add(one);
    sum.add(other);

    assertThat(sum.doubleValue()).isEqualTo((Double) expected);
    assertThat(copy(sum).doubleValue()).isEqualTo((Double) expected);
  }

  @Test
  void valuesThatCancelOutLeaveWhatPlainAdditionLoses() {
    ExactSum sum = new ExactSum();
    sum.add(1e300);
    sum.add(1e-300);
    sum.add(-1e300);

    assertThat(sum.doubleValue()).isEqualTo(1e-300);
  }

  @Test
  void negativePartsThatAreMergedAgainAndAgainDoNotGrow() {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < 1000; i++) {
      ExactSum part = new ExactSum();
      part.add(-0.1);
      part.add(copy(sum));
      sum = part;
    }

    assertThat(sum.doubleValue())
        .isEqualTo(-new BigDecimal(0.1).multiply(new BigDecimal(1000)).doubleValue());
    assertThat(encoded(sum)).hasSizeLessThan(24);
  }

  @Provide
  Arbitrary<List<Double>> doubles() {
    Arbitrary<Double> anyBits =
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    Arbitrary<Double> everyday = Arbitraries.doubles().between(-1e6, 1e6);
    return Arbitraries.oneOf(anyBits, everyday).list().ofMaxSize(50);
  }

  private static double nearest(List<Double> doubles, List<Long> longs) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double value : doubles) {
      sum = sum.add(new BigDecimal(value));
    }
    for (long value : longs) {
      sum = sum.add(new BigDecimal(value));
    }
    return sum.doubleValue();
  }

  private static byte[] encoded(ExactSum sum) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      sum.encode(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static ExactSum copy(ExactSum sum) {
    try {
      return ExactSum.decode(new DataInputStream(new ByteArrayInputStream(encoded(sum))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
