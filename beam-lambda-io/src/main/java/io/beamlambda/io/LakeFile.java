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

/** One file of the lake, pinned as it was when the plan was made. */
@AutoValue
abstract class LakeFile implements Serializable {

  private static final long serialVersionUID = 1L;

  static LakeFile of(String path, long size, long lastModifiedMillis) {
    return new AutoValue_LakeFile(path, size, lastModifiedMillis);
  }

  abstract String path();

  /** Bytes. */
  abstract long size();

  /** Milliseconds since the epoch; 0 where the file system does not tell. */
  abstract long lastModifiedMillis();
}
