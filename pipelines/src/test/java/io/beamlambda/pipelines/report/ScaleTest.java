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

import io.beamlambda.pipelines.report.Scale.Tick;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {

  @Test
  void eventTimeHasTicksAtDays() {
    Scale scale =
        Scale.eventTime(
            Instant.parse("2001-02-26T05:00:00Z").toEpochMilli(),
            Instant.parse("2001-03-05T23:00:00Z").toEpochMilli(),
            5);

    assertThat(scale.ticks())
        .extracting(Tick::label)
        .containsExactly("2001-02-27", "2001-03-01", "2001-03-03", "2001-03-05");
  }

  @Test
  void durationsAreInTheUnitOfTheirTicks() {
    assertThat(Scale.duration(19_000, 5).ticks())
        .extracting(Tick::label)
        .containsExactly("0", "5", "10", "15");
    assertThat(Scale.duration(19_000, 5).unit()).isEqualTo("s");
    assertThat(Scale.duration(7L * 24 * 3600 * 1000, 5).unit()).isEqualTo("days");
    assertThat(Scale.duration(65 * 60_000, 6).ticks())
        .extracting(Tick::label)
        .containsExactly("0", "20", "40", "60");
  }

  @Test
  void largeNumbersAreShortened() {
    assertThat(Scale.count(6_587, 6, "rows/s").ticks())
        .extracting(Tick::label)
        .containsExactly("0", "2k", "4k", "6k");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 999, 60_000, 3_600_000, 86_400_000, 31_536_000_000L, 630_720_000_000L})
  void thereIsRoomForAllTicks(long millis) {
    assertThat(Scale.duration(millis, 5).ticks()).hasSizeLessThanOrEqualTo(6);
    assertThat(Scale.eventTime(123_456_789L, 123_456_789L + millis, 5).ticks())
        .hasSizeLessThanOrEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 3, 9.5, 10, 101, 999, 12_345, 1e9})
  void thereIsRoomForAllNumbers(double max) {
    assertThat(Scale.count(max, 5, "").ticks()).hasSizeBetween(2, 6);
  }
}
