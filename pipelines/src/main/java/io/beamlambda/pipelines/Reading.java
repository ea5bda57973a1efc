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
 * The value of an event: a long, a double, or nothing.
 *
 * @param kind which
 * @param bits the long, or the double's bits
 * @param eventTimeMillis when it happened, until the event's timestamp says so; not encoded
 * @param id the event's record id, if it has to be known
 */
record Reading(Kind kind, long bits, long eventTimeMillis, @Nullable String id) {

  enum Kind {
    NOTHING,
    LONG,
    DOUBLE
  }

  static final Reading NOTHING = new Reading(Kind.NOTHING, 0, 0, null);

  static Reading of(long value) {
    return new Reading(Kind.LONG, value, 0, null);
  }

  static Reading of(double value) {
    return new Reading(Kind.DOUBLE, Double.doubleToLongBits(value), 0, null);
  }

  static Reading of(Number number) {
    return number instanceof Long integer ? of(integer.longValue()) : of(number.doubleValue());
  }

  Reading at(long millis) {
    return new Reading(kind, bits, millis, id);
  }

  Reading withId(String recordId) {
    return new Reading(kind, bits, eventTimeMillis, recordId);
  }

  double asDouble() {
    return Double.longBitsToDouble(bits);
  }
}
