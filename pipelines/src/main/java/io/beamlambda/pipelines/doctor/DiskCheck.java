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
package io.beamlambda.pipelines.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Whether there is room in a directory that is written to, and the right to do so. */
final class DiskCheck implements Check {

  private static final long MEBIBYTE = 1L << 20;
  private static final long LEAST = 100 * MEBIBYTE;
  private static final long ENOUGH = 1024 * MEBIBYTE;

  private final Path directory;
  private final String purpose;

  DiskCheck(Path directory, String purpose) {
    this.directory = directory.toAbsolutePath().normalize();
    this.purpose = purpose;
  }

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public List<Finding> run() throws IOException {
    String expected = "a directory for %s that can be written, 1,024 MB free".formatted(purpose);
    Path place = existing(directory);
    if (!Files.isDirectory(place) || !Files.isWritable(place)) {
      return List.of(
          Finding.fault(
              name(),
              "%s %s"
                  .formatted(
                      place, Files.isDirectory(place) ? "cannot be written to" : "is no directory"),
              expected,
              "give this user the right to write there, or name another directory"));
    }
    long free = Files.getFileStore(place).getUsableSpace();
    String found = String.format(Locale.ROOT, "%s: %,d MB free", directory, free / MEBIBYTE);
    if (free >= ENOUGH) {
      return List.of(Finding.ok(name(), found, expected));
    }
    String mend = "make room there, or name another directory; this shows what fills it:";
    Finding finding =
        free < LEAST
            ? Finding.fault(name(), found, expected, mend)
            : Finding.warning(name(), found, expected, mend);
    return List.of(finding.withCommand("df -h " + place));
  }

  /** It is made when it is needed: what counts is where. */
  private static Path existing(Path directory) {
    Path place = directory;
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    return place;
  }
}
