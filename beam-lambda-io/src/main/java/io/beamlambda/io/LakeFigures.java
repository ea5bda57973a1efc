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

/** What the plan says of a lake as a whole, also of what is not read. */
@AutoValue
abstract class LakeFigures {

  static LakeFigures of(
      int files, int rowGroups, long rows, int scannedRowGroups, EventTimeBounds bounds) {
    return new AutoValue_LakeFigures(files, rowGroups, rows, scannedRowGroups, bounds);
  }

  abstract int files();

  abstract int rowGroups();

  abstract long rows();

  /** Row groups without usable statistics, whose event-time column was read instead. */
  abstract int scannedRowGroups();

  /** The earliest and latest event. */
  abstract EventTimeBounds bounds();
}
