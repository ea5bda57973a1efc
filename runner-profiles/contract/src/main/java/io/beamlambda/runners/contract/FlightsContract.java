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
package io.beamlambda.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.fixtures.Flights;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real flights, lake and overlapping stream: every final value of every window has to be the one
 * that plain SQL finds in the original file.
 *
 * <p>With {@code -Dflights.parquet=FILE} the whole first quarter of 2001 is taken from that file,
 * unless the profile is too slow for it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FlightsContract {

  private final Stretch stretch;
  private EmbeddedFlights flights;

  @TempDir Path directory;

  /** As much data as a profile can take that runs a hundred thousand flights in seconds. */
  protected FlightsContract() {
    this(Flights.full().isPresent() ? Stretch.ofQuarter() : Stretch.ofDays(8));
  }

  /** Always the same few days, half of them before the cutoff. */
  protected FlightsContract(int days) {
    this(Stretch.ofDays(days));
  }

  private FlightsContract(Stretch stretch) {
    this.stretch = stretch;
  }

  @BeforeAll
  void start() {
    flights = EmbeddedFlights.start();
  }

  @AfterAll
  void stop() {
    flights.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fixed:PT1H", "sliding:P7D/P1D", "sessions:PT3H"})
  void everyWindowHasTheValuesThatSqlFinds(String window) throws Exception {
    assertThat(
            flights.aggregate(directory, stretch, LakeShape.DAY_FILES_WITH_SHUFFLED_ROWS, window))
        .isEqualTo(WindowResults.expected(stretch.events(), window));
  }
}
