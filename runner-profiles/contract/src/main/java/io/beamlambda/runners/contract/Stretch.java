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

import io.beamlambda.fixtures.Duck;
import io.beamlambda.fixtures.Flight;
import io.beamlambda.fixtures.Flights;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A stretch of flights, where the stream of it begins, and where it takes over from the lake.
 *
 * @param from the first instant
 * @param streamFrom the first instant that the stream has, before the cutoff
 * @param cutoff where the stream takes over
 * @param to the first instant after the last flight
 */
record Stretch(Instant from, Instant streamFrom, Instant cutoff, Instant to) {

  /** The lake goes on for so long after the cutoff, with flights that the stream has as well. */
  private static final Duration LAKE_SURPLUS = Duration.ofHours(6);

  private static final Instant CUTOFF = Instant.parse("2001-03-01T00:00:00Z");

  /**
   * Two days of lake and two of stream, or as many times more, around 1 March 2001; the stream has
   * the second half of the lake, too.
   */
  static Stretch ofDays(int days) {
    Duration half = Duration.ofDays(days).dividedBy(2);
    return new Stretch(
        CUTOFF.minus(half), CUTOFF.minus(half.dividedBy(2)), CUTOFF, CUTOFF.plus(half));
  }

  /** The first quarter of 2001. Only in {@link Flights#full()}. */
  private static Stretch ofQuarter() {
    return new Stretch(
        Instant.parse("2001-01-01T00:00:00Z"),
        Instant.parse("2001-02-20T00:00:00Z"),
        CUTOFF,
        Instant.parse("2001-04-01T00:00:00Z"));
  }

  /** The quarter where {@link Flights#full()} is there, or some days, half of them before March. */
  static Stretch ofQuarterOr(int days) {
    return Flights.full().isPresent() ? ofQuarter() : ofDays(days);
  }

  List<Flight> lake() throws SQLException {
    return Flights.between(from, cutoff.plus(LAKE_SURPLUS));
  }

  List<Flight> stream() throws SQLException {
    return Flights.between(streamFrom, to);
  }

  /** Delays by origin, for reference SQL. */
  Duck.Events events() {
    return Flights.events().between(from, to);
  }
}
