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
import java.util.Objects;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** One file of the lake, pinned as it was when the plan was made. */
@AutoValue
abstract class LakeFile implements Serializable {

  private static final long serialVersionUID = 1L;

  static LakeFile of(String path, long size, long lastModifiedMillis) {
    return of(path, size, lastModifiedMillis, null);
  }

  static LakeFile of(String path, long size, long lastModifiedMillis, @Nullable String checksum) {
    return new AutoValue_LakeFile(path, size, lastModifiedMillis, checksum);
  }

  static LakeFile of(String path, MatchResult.Metadata now) {
    return of(path, now.sizeBytes(), now.lastModifiedMillis(), now.checksum());
  }

  abstract String path();

  /** Bytes. */
  abstract long size();

  /** Milliseconds since the epoch; 0 where the file system does not tell. */
  abstract long lastModifiedMillis();

  LakeFile withChecksum(@Nullable String known) {
    return of(path(), size(), lastModifiedMillis(), known);
  }

  /** The store's own mark of the content, like an etag; null where it has none. */
  abstract @Nullable String checksum();

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
    verify(of(path(), found.metadata().get(0)));
  }

  /**
   * Compares the file with what it is now.
   *
   * @throws PlanException if it has changed
   */
  void verify(LakeFile now) {
    boolean sameTime =
        lastModifiedMillis() == 0
            || now.lastModifiedMillis() == 0
            || lastModifiedMillis() == now.lastModifiedMillis();
    boolean sameContent =
        checksum() == null || now.checksum() == null || Objects.equals(checksum(), now.checksum());
    if (now.size() != size() || !sameTime || !sameContent) {
      throw new PlanException(
          "%s has changed since the plan was made: it had %,d bytes of %s and has %s%,d bytes of %s; bring the file of the plan back, or plan anew and start without the state of earlier runs"
              .formatted(
                  path(),
                  size(),
                  Instant.ofEpochMilli(lastModifiedMillis()),
                  sameContent ? "" : "other content, ",
                  now.size(),
                  Instant.ofEpochMilli(now.lastModifiedMillis())));
    }
  }
}
