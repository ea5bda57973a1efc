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

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jars that an engine's own JVMs run with, as a Maven build has resolved them. The build of a
 * cluster's module writes their names to a file beside its classes.
 *
 * @param jars in the order of the class path
 */
public record EngineClassPath(List<Path> jars) {

  private static final String FILE = "engine-class-path.txt";

  /** Keeps a copy. */
  public EngineClassPath {
    jars = List.copyOf(jars);
  }

  /**
   * Reads what the build of a class's module has written.
   *
   * @param type a class of that module, from its {@code target/classes} or from the jar in {@code
   *     target}
   * @throws ClusterException if there is no such file, or one of its jars is gone
   */
  public static EngineClassPath builtWith(Class<?> type) {
    Path classes = locationOf(type);
    Path file = classes.resolveSibling(FILE);
    if (!Files.isRegularFile(file)) {
      throw new ClusterException(
          "No %s beside %s: it is written by Maven's phase process-classes, so build the module there, or name the engine's jars yourself"
              .formatted(FILE, classes));
    }
    List<Path> jars = split(read(file));
    for (Path jar : jars) {
      if (!Files.exists(jar)) {
        throw new ClusterException("%s of %s is gone: build the module again".formatted(jar, file));
      }
    }
    return new EngineClassPath(jars);
  }

  private static Path locationOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new ClusterException(type.getName() + " comes neither from a directory nor from a jar");
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new ClusterException("Cannot read " + source.getLocation() + " as a path", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ClusterException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Takes a class path apart; what does not exist stays in it. */
  public static List<Path> split(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .filter(entry -> !entry.isBlank())
        .map(Path::of)
        .toList();
  }

  /** With the place that a class comes from besides, behind the others. */
  public EngineClassPath with(Class<?> type) {
    return new EngineClassPath(Stream.concat(jars.stream(), Stream.of(locationOf(type))).toList());
  }

  /** As the JVM's option {@code -cp} wants it. */
  public String text() {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
