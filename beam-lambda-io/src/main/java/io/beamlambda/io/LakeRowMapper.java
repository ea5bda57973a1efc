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

import java.io.IOException;
import java.util.Objects;

/** Makes events of the rows of slices, or says which row is bad. */
final class LakeRowMapper {

  private LakeRowMapper() {}

  /**
   * Reads the next row, which lies in the range.
   *
   * @throws IOException naming file, row group and row, if it cannot be decoded or mapped
   */
  static <T> T next(SliceCursor cursor, EventMapping<T> mapping) throws IOException {
    int row = cursor.nextRow();
    var record = cursor.next();
    try {
      return Objects.requireNonNull(mapping.fromLake().apply(record), "the mapping returned null");
    } catch (RuntimeException e) {
      throw new IOException(
          "Cannot map row %d of row group %d of %s: %s"
              .formatted(
                  row, cursor.slice().rowGroup(), cursor.slice().file().path(), e.getMessage()),
          e);
    }
  }

  /**
   * The event time of the next row, in epoch millis.
   *
   * @throws IOException naming file, row group and row, if it has none
   */
  static long eventTime(SliceCursor cursor, LakeSpec spec) throws IOException {
    long eventTime = cursor.nextEventTime();
    if (eventTime == EventTimeColumn.MISSING) {
      throw new IOException(
          "Row %d of row group %d of %s has no event time in column '%s', or none that can be read"
              .formatted(
                  cursor.nextRow(),
                  cursor.slice().rowGroup(),
                  cursor.slice().file().path(),
                  spec.eventTimeColumn()));
    }
    return eventTime;
  }
}
