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
package io.beamlambda.io;

import org.joda.time.Duration;
import org.joda.time.Instant;

/** The start of the partition that holds the lake's latest event. */
final class SealedPartitionCutoff extends Cutoff {

  private static final long serialVersionUID = 1L;

  private final long lengthMillis;

  SealedPartitionCutoff(Duration length) {
    if (length.getMillis() <= 0) {
      throw new IllegalArgumentException("Invalid partition length: " + length + " (must be > 0)");
    }
    this.lengthMillis = length.getMillis();
  }

  @Override
  Instant resolve(Instant lakeMax) {
    return Instant.ofEpochMilli(Math.floorDiv(lakeMax.getMillis(), lengthMillis) * lengthMillis);
  }

  @Override
  public String toString() {
    return "latest sealed partition of " + Duration.millis(lengthMillis);
  }
}
