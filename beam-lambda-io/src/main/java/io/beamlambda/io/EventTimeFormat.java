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
import java.time.ZoneId;
import java.time.ZoneOffset;

/** How the values of the lake's event-time column are to be understood. */
@AutoValue
public abstract class EventTimeFormat implements Serializable {

  private static final long serialVersionUID = 1L;

  enum Kind {
    AUTO,
    EPOCH_SECONDS,
    EPOCH_MILLIS,
    ISO_8601
  }

  EventTimeFormat() {}

  abstract Kind kind();

  abstract ZoneId zone();

  /** From the column's Parquet type: timestamp in millis, micros or nanos, INT96, or date. */
  public static EventTimeFormat auto() {
    return new AutoValue_EventTimeFormat(Kind.AUTO, ZoneOffset.UTC);
  }

  /** A long of seconds since 1970-01-01T00:00:00Z. */
  public static EventTimeFormat epochSeconds() {
    return new AutoValue_EventTimeFormat(Kind.EPOCH_SECONDS, ZoneOffset.UTC);
  }

  /** A long of milliseconds since 1970-01-01T00:00:00Z. */
  public static EventTimeFormat epochMillis() {
    return new AutoValue_EventTimeFormat(Kind.EPOCH_MILLIS, ZoneOffset.UTC);
  }

  /**
   * A string in ISO-8601, with an offset ({@code 2001-03-01T12:00:00Z}) or without one ({@code
   * 2001-03-01T12:00:00}, in the declared zone).
   */
  public static EventTimeFormat iso8601() {
    return new AutoValue_EventTimeFormat(Kind.ISO_8601, ZoneOffset.UTC);
  }

  EventTimeFormat inZone(ZoneId zone) {
    return new AutoValue_EventTimeFormat(kind(), zone);
  }
}
