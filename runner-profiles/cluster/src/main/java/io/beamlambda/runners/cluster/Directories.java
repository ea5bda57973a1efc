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
package io.beamlambda.runners.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories of clusters. */
public final class Directories {

  private Directories() {}

  /** A new directory among the temporary ones. */
  public static Path temporary(String prefix) {
    try {
      return Files.createTempDirectory(prefix).toRealPath();
    } catch (IOException e) {
      throw new ClusterException("Cannot create a temporary directory: " + e.getMessage(), e);
    }
  }

  /** Creates a directory unless it is there, and returns its absolute path. */
  public static Path create(Path dir) {
    try {
      return Files.createDirectories(dir).toRealPath();
    } catch (IOException e) {
      throw new ClusterException(
          "Cannot create the directory %s: %s".formatted(dir, e.getMessage()), e);
    }
  }

  /** Deletes a directory and what is in it; links are deleted, not what they lead to. */
  public static void delete(Path dir) {
    try (Stream<Path> tree = Files.walk(dir)) {
      List<Path> paths = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : paths) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new ClusterException("Cannot delete %s: %s".formatted(dir, e.getMessage()), e);
    }
  }
}
