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
package io.beamlambda.runners.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.commons.io.file.PathUtils;

/** A checkpoint directory that lives as long as its run. */
final class TemporaryCheckpoint {

  private static final String PREFIX = "beam-lambda-spark-";

  private TemporaryCheckpoint() {}

  /** The name of a new directory, which the runner creates when it needs it. */
  static String name() {
    return Path.of(System.getProperty("java.io.tmpdir"), PREFIX + UUID.randomUUID()).toString();
  }

  /** Whether {@link #name} named it. */
  static boolean named(String checkpointDir) {
    return checkpointDir.substring(checkpointDir.lastIndexOf('/') + 1).startsWith(PREFIX);
  }

  /** Deletes a directory that {@link #name} named; leaves any other alone. */
  static void delete(String checkpointDir) {
    if (!named(checkpointDir)) {
      return;
    }
    Path dir = Path.of(checkpointDir);
    if (Files.isDirectory(dir)) {
      try {
        PathUtils.deleteDirectory(dir);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot delete the checkpoint directory " + dir, e);
      }
    }
  }
}
