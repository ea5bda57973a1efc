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
import java.util.TreeMap;
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
    StoreKind kind = StoreKind.of(location);
    if (isGlob(location) && location.contains("**") && !kind.findsRecursively()) {
      throw new PlanException(
          "Cannot use '**' in %s: Beam's file system would find a part of the files only; name the directory, which is read with all below it, or use '*'"
              .formatted(location));
    }
    List<LakeFile> files =
        isGlob(location) ? match(List.of(location), location, false) : matchPlain(location);
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
    List<MatchResult> found = find(files);
    for (int i = 0; i < files.size(); i++) {
      verify(files.get(i), found.get(i));
    }
  }

  /**
   * The file as it is now.
   *
   * @throws PlanException if it is gone, or cannot be asked for
   */
  static FoundFile find(LakeFile file) {
    return find(file, find(List.of(file)).get(0));
  }

  private static FoundFile find(LakeFile file, MatchResult found) {
    try {
      if (found.status() == MatchResult.Status.NOT_FOUND || found.metadata().isEmpty()) {
        throw new PlanException("%s is gone; bring it back, or plan anew".formatted(file.path()));
      }
      Metadata now = found.metadata().get(0);
      return new FoundFile(LakeFile.of(file.path(), now), now.resourceId());
    } catch (IOException e) {
      throw refused("look at " + file.path(), file.path(), e);
    }
  }

  /**
   * The file as it is now, which is as it was when it was pinned.
   *
   * @throws PlanException if it is gone, or has changed
   */
  static FoundFile findPinned(LakeFile file) {
    MatchResult found = find(List.of(file)).get(0);
    verify(file, found);
    return find(file, found);
  }

  private static List<MatchResult> find(List<LakeFile> files) {
    try {
      return FileSystems.match(
          files.stream().map(file -> StoreKind.of(file.path()).spec(file.path())).toList(),
          EmptyMatchTreatment.ALLOW);
    } catch (IOException | RuntimeException e) {
      throw refused("look at the files of the plan", files.get(0).path(), e);
    }
  }

  private static void verify(LakeFile file, MatchResult found) {
    try {
      file.verify(found);
    } catch (IOException e) {
      throw refused("look at " + file.path(), file.path(), e);
    }
  }

  private static PlanException refused(String what, String path, Exception e) {
    return new PlanException(
        "Cannot %s (%s); %s".formatted(what, StoreFailure.reason(e), StoreKind.of(path).hint()), e);
  }

  private static boolean isGlob(String location) {
    return location.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
  }

  private static List<LakeFile> matchPlain(String location) {
    String directory = location.endsWith("/") ? location : location + "/";
    List<LakeFile> below =
        StoreKind.of(location).findsRecursively()
            ? match(List.of(directory + "**"), directory, true)
            : walk(directory);
    return below.isEmpty() && !location.endsWith("/")
        ? match(List.of(location), location, false)
        : below;
  }

  /** One level of directories after the other, where {@code **} leaves files out. */
  private static List<LakeFile> walk(String directory) {
    StoreKind kind = StoreKind.of(directory);
    List<Metadata> found = new ArrayList<>();
    List<String> level = List.of(directory + "*");
    while (!level.isEmpty()) {
      List<Metadata> entries = matchAll(level, directory);
      found.addAll(entries);
      // Directories come as entries without content; nothing is found below empty files.
      level =
          entries.stream()
              .filter(entry -> entry.sizeBytes() == 0)
              .map(entry -> kind.spec(entry.resourceId().toString()))
              .filter(path -> !isHidden(path, directory))
              .map(path -> path + "/*")
              .toList();
    }
    return files(found, directory, true);
  }

  private static List<LakeFile> match(List<String> specs, String root, boolean onlyParquetNames) {
    return files(matchAll(specs, root), root, onlyParquetNames);
  }

  private static List<Metadata> matchAll(List<String> specs, String root) {
    List<Metadata> found = new ArrayList<>();
    try {
      for (MatchResult result : FileSystems.match(specs, EmptyMatchTreatment.ALLOW)) {
        if (result.status() != MatchResult.Status.NOT_FOUND) {
          found.addAll(result.metadata());
        }
      }
    } catch (IOException | RuntimeException e) {
      throw unlisted(root, e);
    }
    return found;
  }

  private static List<LakeFile> files(List<Metadata> found, String root, boolean onlyParquetNames) {
    StoreKind kind = StoreKind.of(root);
    TreeMap<String, LakeFile> files = new TreeMap<>();
    for (Metadata metadata : found) {
      String path = metadata.resourceId().toString();
      if (metadata.resourceId().isDirectory()
          || metadata.sizeBytes() == 0 && !path.endsWith(EXTENSION)
          || isHidden(kind.spec(path), root)
          || onlyParquetNames && !path.endsWith(EXTENSION)) {
        continue;
      }
      files.put(path, LakeFile.of(path, metadata.sizeBytes(), metadata.lastModifiedMillis()));
    }
    // Some file systems list a directory like an empty file; its name may end like a file's.
    files.values().removeIf(file -> file.size() == 0 && hasFilesBelow(file.path(), files));
    return new ArrayList<>(files.values());
  }

  private static boolean hasFilesBelow(String path, TreeMap<String, LakeFile> files) {
    String next = files.ceilingKey(path + "/");
    return next != null && next.startsWith(path + "/");
  }

  private static PlanException unlisted(String location, Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("No filesystem found for scheme")
        ? new PlanException(StoreKind.unknown(location), e)
        : refused("list the lake at " + location, location, e);
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
