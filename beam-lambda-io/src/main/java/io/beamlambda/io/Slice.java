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

/** The unit of lake reading: one row group, with its event-time bounds. */
@AutoValue
abstract class Slice implements Serializable {

  private static final long serialVersionUID = 1L;

  static Slice of(LakeFile file, int rowGroup, long rows, long bytes, EventTimeBounds bounds) {
    return new AutoValue_Slice(file, rowGroup, rows, bytes, bounds);
  }

  Slice withFile(LakeFile other) {
    return of(other, rowGroup(), rows(), bytes(), bounds());
  }

  abstract LakeFile file();

  /** The row group's index within the file. */
  abstract int rowGroup();

  abstract long rows();

  /** Compressed bytes. */
  abstract long bytes();

  abstract EventTimeBounds bounds();
}
