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

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The file that was opened last. Consecutive row groups are mostly those of one file, and its
 * footer, which grows with the row groups and columns of all of it, is read once for them.
 */
final class LastFile implements Closeable {

  private @Nullable ParquetFile last;

  /** The file, which stays open until another one is asked for. */
  ParquetFile open(FoundFile now, LakeSpec spec) throws IOException {
    ParquetFile known = last;
    if (known != null && known.isStill(now.file())) {
      return known;
    }
    close();
    ParquetFile opened = ParquetFile.open(now, spec);
    last = opened;
    return opened;
  }

  @Override
  public void close() throws IOException {
    ParquetFile known = last;
    last = null;
    if (known != null) {
      known.close();
    }
  }
}
