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
package io.beamlambda.pipelines.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

  private static Sample sample(long millis, long rows, long lead) {
    return new Sample(millis, Map.of(Quantity.LAKE_ROWS, rows, Quantity.LEAD, lead));
  }

  @Test
  void aWeekOfSamplesStaysBoundedAndKeepsBeginningPeakAndEnd() {
    Samples samples = new Samples(480);
    int count = 7 * 24 * 3600 * 5;
    for (int i = 1; i <= count; i++) {
      samples.add(sample(i * 200L, i * 10L, i == 123_456 ? 777 : i % 5));
    }

    List<Sample> all = samples.all();

    assertThat(all).hasSizeBetween(240, 481);
    assertThat(all.get(all.size() - 1).millis()).isEqualTo(count * 200L);
    assertThat(all.get(all.size() - 1).value(Quantity.LAKE_ROWS)).isEqualTo(count * 10L);
    assertThat(all).extracting(one -> one.value(Quantity.LEAD)).contains(777L);
    assertThat(all).extracting(Sample::millis).isSorted();
    // 480 times 4,096 are fewer than 3,024,000, and 480 times 8,192 are not.
    assertThat(samples.stride()).isEqualTo(8_192);
  }

  @Test
  void whatBecomesUnknownIsNotShownAsWhatItWas() {
    Sample merged = sample(200, 10, 5).with(new Sample(400, Map.of(Quantity.LAKE_ROWS, 20L)));

    assertThat(merged.values()).isEqualTo(Map.of(Quantity.LAKE_ROWS, 20L));
  }

  @Test
  void fewerSamplesForATableEndWithTheLastOne() {
    List<Sample> many = LongStream.rangeClosed(1, 101).mapToObj(i -> sample(i, i, 0)).toList();

    List<Sample> fewer = Samples.atMost(40, many);

    assertThat(fewer).hasSize(26);
    assertThat(fewer.get(25).millis()).isEqualTo(101);
  }
}
