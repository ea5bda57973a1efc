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
package io.beamlambda.capability;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** JSON files on the class path, in one folder. */
final class DataFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String folder;

  /**
   * @param folder with slashes, without one at the end
   */
  DataFiles(String folder) {
    this.folder = folder;
  }

  /** What this module ships. */
  static DataFiles shipped() {
    return new DataFiles("io/beamlambda/capability");
  }

  /** The content of a file that has to be there. */
  <T> T require(String name, Class<T> type) {
    return read(name, type)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The class path has no %s/%s, which the capability matrix is made of; build the module anew."
                        .formatted(folder, name)));
  }

  /** The content of a file, or nothing if there is no such file. */
  <T> Optional<T> read(String name, Class<T> type) {
    String resource = folder + "/" + name;
    try (InputStream in = DataFiles.class.getClassLoader().getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(JSON.readValue(in, type));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s is not as expected: %s".formatted(resource, e.getMessage()), e);
    }
  }
}
