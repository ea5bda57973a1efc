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

import org.jspecify.annotations.Nullable;

/**
 * The accumulator of {@link AggregateFn}. Longs and doubles are kept apart, so that longs cost no
 * more than an addition and stay exact; nothing in it depends on the order of what was added.
 */
final class Totals {

  long longCount;
  long longSum;
  long longMin = Long.MAX_VALUE;
  long longMax = Long.MIN_VALUE;

  long doubleCount;
  double doubleMin = Double.POSITIVE_INFINITY;
  double doubleMax = Double.NEGATIVE_INFINITY;

  /** The sum of the doubles, and of longs that no longer fit into {@link #longSum}. */
  @Nullable ExactSum exact;

  void add(long value) {
    longCount++;
    longMin = Math.min(longMin, value);
    longMax = Math.max(longMax, value);
    addLongSum(value);
  }

  void add(double value) {
    doubleCount++;
    // Both are NaN as soon as one value is.
    doubleMin = Math.min(doubleMin, value);
    doubleMax = Math.max(doubleMax, value);
    exact().add(value);
  }

  void add(Totals other) {
    longCount += other.longCount;
    longMin = Math.min(longMin, other.longMin);
    longMax = Math.max(longMax, other.longMax);
    addLongSum(other.longSum);
    doubleCount += other.doubleCount;
    doubleMin = Math.min(doubleMin, other.doubleMin);
    doubleMax = Math.max(doubleMax, other.doubleMax);
    if (other.exact != null) {
      exact().add(other.exact);
    }
  }

  private void addLongSum(long value) {
    long sum = longSum + value;
    if (((longSum ^ sum) & (value ^ sum)) < 0) {
      exact().add(longSum);
      longSum = value;
    } else {
      longSum = sum;
    }
  }

  private ExactSum exact() {
    if (exact == null) {
      exact = new ExactSum();
    }
    return exact;
  }

  Aggregate result() {
    long count = longCount + doubleCount;
    if (count == 0) {
      return new Aggregate(0, null, null, null);
    }
    if (exact == null) {
      return new Aggregate(count, longSum, longMin, longMax);
    }
    ExactSum total = new ExactSum();
    total.add(longSum);
    total.add(exact);
    return new Aggregate(count, total.value(), min(), max());
  }

  private Number min() {
    Number min = Numbers.of(doubleMin);
    return longCount > 0 && Numbers.compare(longMin, min) < 0 && !Double.isNaN(doubleMin)
        ? (Number) longMin
        : min;
  }

  private Number max() {
    Number max = Numbers.of(doubleMax);
    return longCount > 0 && Numbers.compare(longMax, max) > 0 ? (Number) longMax : max;
  }
}
