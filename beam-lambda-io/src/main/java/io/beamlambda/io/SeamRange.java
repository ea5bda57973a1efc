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

/**
 * A range of event time, in epoch millis.
 *
 * @param from inclusive
 * @param end exclusive; not later than {@code from} for a range that is empty
 */
record SeamRange(long from, long end) {

  static final SeamRange EMPTY = new SeamRange(0, 0);

  boolean isEmpty() {
    return from >= end;
  }

  boolean contains(long millis) {
    return from <= millis && millis < end;
  }

  boolean contains(SeamRange other) {
    return other.isEmpty() || (from <= other.from && other.end <= end);
  }

  SeamRange intersect(SeamRange other) {
    return new SeamRange(Math.max(from, other.from), Math.min(end, other.end));
  }
}
