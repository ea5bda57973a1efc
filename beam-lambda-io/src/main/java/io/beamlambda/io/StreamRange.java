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

import com.google.auto.value.AutoValue;
import java.io.Serializable;

/** What is read of one partition: offsets {@code [start, stop)}. */
@AutoValue
abstract class StreamRange implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The stop of a range that goes on. */
  static final long NO_STOP = Long.MAX_VALUE;

  /**
   * @param boundMillis what the partition promises before anything of it has been read: no event of
   *     the range is earlier, in epoch millis
   */
  static StreamRange of(int partition, long start, long stop, long boundMillis) {
    return new AutoValue_StreamRange(partition, start, stop, boundMillis);
  }

  abstract int partition();

  /** Inclusive. */
  abstract long start();

  /** Exclusive; {@link #NO_STOP} for none. */
  abstract long stop();

  /** No event that is to be emitted is earlier, in epoch millis, as far as the plan knows. */
  abstract long boundMillis();

  boolean ends() {
    return stop() != NO_STOP;
  }

  boolean isEmpty() {
    return start() >= stop();
  }
}
