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

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AggregateFnTest {

  private static final CombineFn<Reading, Totals, Aggregate> FN = new AggregateFn();

  @Property
  void isExactInWhateverOrderAndPartsTheNumbersCome(
      @ForAll("numbers") List<@Nullable Number> numbers, @ForAll Random random) throws Exception {
    List<@Nullable Number> shuffled = new ArrayList<>(numbers);
    Collections.shuffle(shuffled, random);
    List<Totals> parts = new ArrayList<>();
    for (@Nullable Number number : shuffled) {
      if (parts.isEmpty() || random.nextInt(3) == 0) {
        parts.add(FN.createAccumulator());
      }
      Totals part = FN.addInput(parts.remove(parts.size() - 1), reading(number));
      parts.add(CoderUtils.clone(TotalsCoder.of(), part));
    }

    Aggregate actual = FN.extractOutput(FN.mergeAccumulators(parts));

    assertThat(actual).isEqualTo(expected(numbers));
  }

  @Test
  void integralNumbersAreExactWhereDoublesAreNot() {
    assertThat(aggregate((1L << 53) + 1, 1L))
        .isEqualTo(new Aggregate(2, (1L << 53) + 2, 1L, (1L << 53) + 1));
  }

  @Test
  void sumOfLongsThatLeavesTheirRangeAndComesBackIsExact() {
    assertThat(aggregate(Long.MAX_VALUE, Long.MAX_VALUE, -Long.MAX_VALUE, -3L))
        .isEqualTo(new Aggregate(4, Long.MAX_VALUE - 3, -Long.MAX_VALUE, Long.MAX_VALUE));
  }

  @Test
  void sumOfLongsBeyondTheirRangeIsTheNearestDouble() {
    assertThat(aggregate(Long.MAX_VALUE, Long.MAX_VALUE))
        .isEqualTo(new Aggregate(2, 0x1p64, Long.MAX_VALUE, Long.MAX_VALUE));
  }

  @Test
  void tenTenthsAreOne() {
    Number[] tenths = new Number[10];
    Arrays.fill(tenths, 0.1);

    assertThat(aggregate(tenths)).isEqualTo(new Aggregate(10, 1L, 0.1, 0.1));
  }

  @Test
  void nullsDoNotCountButFormAGroup() {
    assertThat(aggregate((Number) null)).isEqualTo(new Aggregate(0, null, null, null));
    assertThat(aggregate(null, 3L, null)).isEqualTo(new Aggregate(1, 3L, 3L, 3L));
  }

  @Test
  void notANumberSpreads() {
    assertThat(aggregate(1L, Double.NaN, 2.5))
        .isEqualTo(new Aggregate(3, Double.NaN, Double.NaN, Double.NaN));
  }

  @Test
  void longsAndDoublesCompareWithoutRounding() {
    assertThat(aggregate((1L << 53) + 1, 0x1p53, 0.5))
        .isEqualTo(new Aggregate(3, 1L << 54, 0.5, (1L << 53) + 1));
  }

  @Test
  void codersKeepEveryKindOfNumber() throws Exception {
    for (@Nullable Number number :
        Arrays.asList(null, 0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 0.5, Double.NaN)) {
      CoderProperties.coderDecodeEncodeEqual(NumberCoder.of(), number);
      CoderProperties.coderDecodeEncodeEqual(ReadingCoder.of(), reading(number));
      CoderProperties.coderDecodeEncodeEqual(
          AggregateCoder.of(), new Aggregate(7, number, number, number));
    }
  }

  @Test
  void accumulatorsOfSmallNumbersTakeFewBytes() throws Exception {
    Totals totals = FN.createAccumulator();
    for (long value = -20; value < 100; value++) {
      totals = FN.addInput(totals, Reading.of(value));
    }

    assertThat(CoderUtils.encodeToByteArray(TotalsCoder.of(), totals)).hasSizeLessThanOrEqualTo(8);
  }

  @Provide
  Arbitrary<List<@Nullable Number>> numbers() {
    Arbitrary<Number> longs = Arbitraries.longs().map(value -> value);
    Arbitrary<Number> smallLongs = Arbitraries.longs().between(-100, 100).map(value -> value);
    Arbitrary<Number> doubles = Arbitraries.doubles().between(-1e9, 1e9).map(value -> value);
    Arbitrary<Number> anyDoubles =
        Arbitraries.longs()
            .map(Double::longBitsToDouble)
            .filter(Double::isFinite)
            .map(value -> value);
    return Arbitraries.oneOf(longs, smallLongs, doubles, anyDoubles)
        .injectNull(0.1)
        .list()
        .ofMaxSize(30);
  }

  private static Reading reading(@Nullable Number number) {
    return number == null ? Reading.NOTHING : Reading.of(number);
  }

  private static Aggregate aggregate(@Nullable Number... numbers) {
    Totals totals = FN.createAccumulator();
    for (@Nullable Number number : numbers) {
      totals = FN.addInput(totals, reading(number));
    }
    return FN.extractOutput(totals);
  }

  private static Aggregate expected(List<@Nullable Number> numbers) {
    List<BigDecimal> values =
        numbers.stream()
            .filter(Objects::nonNull)
            .map(
                number ->
                    number instanceof Long
                        ? new BigDecimal(number.longValue())
                        : new BigDecimal(number.doubleValue()))
            .toList();
    if (values.isEmpty()) {
      return new Aggregate(0, null, null, null);
    }
    return new Aggregate(
        values.size(),
        canonical(values.stream().reduce(BigDecimal.ZERO, BigDecimal::add)),
        canonical(Collections.min(values)),
        canonical(Collections.max(values)));
  }

  /** A long where the value or its nearest double is one. */
  private static Number canonical(BigDecimal value) {
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      double nearest = value.doubleValue();
      try {
        return new BigDecimal(nearest).longValueExact();
      } catch (ArithmeticException | NumberFormatException notALong) {
        return nearest;
      }
    }
  }
}
