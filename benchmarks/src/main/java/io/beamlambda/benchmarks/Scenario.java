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
package io.beamlambda.benchmarks;

import java.time.Duration;

/** The data that jobs are compared on. */
enum Scenario {
  /** Few keys, one file per hour. */
  A_HOURLY("A-hourly", 100, Duration.ofHours(1), 1),
  /** The same of a tenth of the time: what takes more memory in the other grows with the lake. */
  A_HOURLY_TENTH("A-hourly-tenth", 100, Duration.ofHours(1), 10),
  /** Few keys, one file per day. */
  A_DAILY("A-daily", 100, Duration.ofDays(1), 1),
  /** Many keys, one file per hour. */
  B_HOURLY("B-hourly", 100_000, Duration.ofHours(1), 1),
  /** Many keys, one file per day. */
  B_DAILY("B-daily", 100_000, Duration.ofDays(1), 1);

  private static final Duration LAKE_SPAN = Duration.ofDays(30);

  private final String label;
  private final int keys;
  private final Duration filePeriod;
  private final int shorter;

  Scenario(String label, int keys, Duration filePeriod, int shorter) {
    this.label = label;
    this.keys = keys;
    this.filePeriod = filePeriod;
    this.shorter = shorter;
  }

  /** The data, of which thirty days have that many rows. */
  DataSpec data(int rows) {
    return new DataSpec(rows / shorter, keys, filePeriod, LAKE_SPAN.dividedBy(shorter));
  }

  /** Whether it is one of those with few keys. */
  boolean fewKeys() {
    return keys == A_HOURLY.keys;
  }

  @Override
  public String toString() {
    return label;
  }
}
