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

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * The jars and directories that classes come from, in the order in which they are looked at.
 *
 * @param entries those that exist
 */
record ClassPath(List<Path> entries) {

  private static final Pattern SPACES = Pattern.compile("\\s+");

  ClassPath {
    entries = List.copyOf(entries);
  }

  /** That of this JVM, with what the manifests of its jars lead to. */
  static ClassPath ofThisJvm() throws IOException {
    Deque<Path> open = new ArrayDeque<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        open.add(Path.of(entry));
      }
    }
    Set<Path> found = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Path entry = open.remove().toAbsolutePath().normalize();
      if (!Files.exists(entry) || !found.add(entry) || Files.isDirectory(entry)) {
        continue;
      }
      // In their place: before what follows this jar.
      List<Path> further = classPathOf(entry);
      for (int i = further.size() - 1; i >= 0; i--) {
        open.addFirst(further.get(i));
      }
    }
    return new ClassPath(List.copyOf(found));
  }

  private static List<Path> classPathOf(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String value =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      List<Path> paths = new ArrayList<>();
      if (value != null && !value.isBlank()) {
        for (String relative : SPACES.split(value.strip(), -1)) {
          URI uri = jar.toUri().resolve(relative);
          if ("file".equals(uri.getScheme())) {
            paths.add(Path.of(uri));
          }
        }
      }
      return paths;
    }
  }

  List<Path> jars() {
    return entries.stream().filter(Files::isRegularFile).toList();
  }
}
