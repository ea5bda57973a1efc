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
import java.io.IOException;
import java.io.Serializable;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.joda.time.Instant;

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

  /**
   * Compares the file with what is there now.
   *
   * @throws PlanException if it is gone or has changed
   * @throws IOException if the file system does not tell
   */
  void verify(MatchResult found) throws IOException {
    if (found.status() == MatchResult.Status.NOT_FOUND || found.metadata().isEmpty()) {
      throw new PlanException(
          "%s, which the plan has pinned, is gone; bring it back, or plan anew and start without the state of earlier runs"
              .formatted(path()));
    }
    MatchResult.Metadata now = found.metadata().get(0);
    boolean sameTime =
        lastModifiedMillis() == 0
            || now.lastModifiedMillis() == 0
            || lastModifiedMillis() == now.lastModifiedMillis();
    if (now.sizeBytes() != size() || !sameTime) {
      throw new PlanException(
          "%s has changed since the plan was made: it had %,d bytes of %s and has %,d bytes of %s; bring the file of the plan back, or plan anew and start without the state of earlier runs"
              .formatted(
                  path(),
                  size(),
                  Instant.ofEpochMilli(lastModifiedMillis()),
                  now.sizeBytes(),
                  Instant.ofEpochMilli(now.lastModifiedMillis())));
    }
  }
}
