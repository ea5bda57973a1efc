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
package io.beamlambda.capability.report;

import io.beamlambda.capability.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the known limits into the READMEs of the runner profiles; {@code capability-matrix/limits}
 * calls it.
 */
public final class KnownLimitsCommand {

  private KnownLimitsCommand() {}

  /**
   * Writes those that have a place for them.
   *
   * @param args the directory of the profiles
   */
  public static void main(String[] args) throws IOException {
    KnownLimits limits = new KnownLimits(Matrix.load());
    for (Path readme : readmes(Path.of(args[0]))) {
      String before = Files.readString(readme);
      String after = limits.in(before, profileOf(readme));
      if (!after.equals(before)) {
        Files.writeString(readme, after);
        System.out.println("Written: " + readme);
      }
    }
  }

  /** The READMEs of profiles with a place for their limits. */
  static List<Path> readmes(Path profiles) throws IOException {
    try (Stream<Path> all = Files.list(profiles)) {
      List<Path> candidates =
          all.map(profile -> profile.resolve("README.md")).filter(Files::exists).sorted().toList();
      Stream.Builder<Path> readmes = Stream.builder();
      for (Path candidate : candidates) {
        if (KnownLimits.hasPlace(Files.readString(candidate))) {
          readmes.add(candidate);
        }
      }
      return readmes.build().toList();
    }
  }

  static String profileOf(Path readme) {
    Path absolute = readme.toAbsolutePath();
    return absolute.getName(absolute.getNameCount() - 2).toString();
  }
}
