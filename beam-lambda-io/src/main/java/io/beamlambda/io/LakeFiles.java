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

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/** Finds the files of a lake. */
final class LakeFiles {

  private static final String EXTENSION = ".parquet";

  private LakeFiles() {}

  /** The files at a location, by path; never empty. */
  static List<LakeFile> list(String location) {
    List<LakeFile> files =
        isGlob(location) ? match(location, location, false) : matchPlain(location);
    if (files.isEmpty()) {
      throw new PlanException(
          "No Parquet file found at %s: expected a directory with *%s files, a glob, or one file"
              .formatted(location, EXTENSION));
    }
    files.sort(Comparator.comparing(LakeFile::path));
    return files;
  }

  /**
   * Checks that files are as they were when they were pinned.
   *
   * @throws PlanException that names one that is gone or has changed
   */
  static void verify(List<LakeFile> files) {
    try {
      List<MatchResult> found =
          FileSystems.match(files.stream().map(LakeFile::path).toList(), EmptyMatchTreatment.ALLOW);
      for (int i = 0; i < files.size(); i++) {
        files.get(i).verify(found.get(i));
      }
    } catch (IOException e) {
      throw new PlanException("Cannot look at the files of the plan: " + e.getMessage(), e);
    }
  }

  private static boolean isGlob(String location) {
    return location.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
  }

  private static List<LakeFile> matchPlain(String location) {
    String directory = location.endsWith("/") ? location : location + "/";
    List<LakeFile> below = match(directory + "**", directory, true);
    return below.isEmpty() && !location.endsWith("/") ? match(location, location, false) : below;
  }

  private static List<LakeFile> match(String spec, String root, boolean onlyParquetNames) {
    List<LakeFile> files = new ArrayList<>();
    try {
      MatchResult result = FileSystems.match(spec, EmptyMatchTreatment.ALLOW);
      if (result.status() != MatchResult.Status.OK) {
        return files;
      }
      for (Metadata metadata : result.metadata()) {
        String path = metadata.resourceId().toString();
        if (metadata.resourceId().isDirectory()
            || metadata.sizeBytes() == 0 && !path.endsWith(EXTENSION)
            || isHidden(path, root)
            || onlyParquetNames && !path.endsWith(EXTENSION)) {
          continue;
        }
        files.add(LakeFile.of(path, metadata.sizeBytes(), metadata.lastModifiedMillis()));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new PlanException("Cannot list the lake at " + spec + ": " + e.getMessage(), e);
    }
    return files;
  }

  /** Names that start with {@code _} or {@code .} are not data, by the convention of Hive. */
  private static boolean isHidden(String path, String root) {
    String relative = path.startsWith(root) ? path.substring(root.length()) : fileName(path);
    for (String part : relative.split("/", -1)) {
      if (part.startsWith("_") || part.startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
