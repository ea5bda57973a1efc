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
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Classes that several entries of the class path have, with different content: which one is taken
 * depends on the order of the entries. The same content twice does no harm.
 */
final class DuplicateClasses implements Check {

  private static final String CLASS = ".class";
  private static final int SHOWN = 3;

  /** What does no harm, by the beginning of the classes' names, with the reason. */
  private static final Map<String, String> TOLERATED =
      Map.of(
          "com/squareup/kotlinpoet/", "a code generator, which no job calls",
          "com/squareup/wire/", "a code generator, which no job calls",
          "org/apache/commons/logging/", "jcl-over-slf4j takes its place on purpose",
          "javax/annotation/", "the same interface under two names");

  private final ClassPath classPath;

  DuplicateClasses(ClassPath classPath) {
    this.classPath = classPath;
  }

  @Override
  public String name() {
    return "classpath.duplicates";
  }

  /** A class as an entry of the class path has it. */
  private record Version(Path entry, long checksum) {}

  /** Entries that differ, in the order of the class path. */
  private record Conflict(List<Path> entries) {}

  @Override
  public List<Finding> run() throws IOException {
    Map<String, List<Version>> classes = new HashMap<>();
    for (Path entry : classPath.entries()) {
      if (Files.isDirectory(entry)) {
        addDirectory(entry, classes);
      } else {
        addJar(entry, classes);
      }
    }
    Map<Conflict, List<String>> conflicts = new HashMap<>();
    classes.forEach(
        (name, versions) -> {
          if (versions.stream().map(Version::checksum).distinct().count() > 1) {
            Conflict conflict = new Conflict(versions.stream().map(Version::entry).toList());
            conflicts.computeIfAbsent(conflict, c -> new ArrayList<>()).add(name);
          }
        });
    String expected = "no class twice with different content";
    if (conflicts.isEmpty()) {
      return List.of(
          Finding.ok(
              name(),
              "%,d classes in %d jars and directories"
                  .formatted(classes.size(), classPath.entries().size()),
              expected));
    }
    Map<String, Finding> findings = new TreeMap<>();
    conflicts.forEach(
        (conflict, names) -> {
          Finding finding = finding(conflict, names, expected);
          findings.put(finding.found(), finding);
        });
    return List.copyOf(findings.values());
  }

  private Finding finding(Conflict conflict, List<String> names, String expected) {
    Optional<String> reason = reason(names);
    if (reason.isPresent()) {
      return Finding.ok(
          name(),
          "%d class(es) differ between %s: %s"
              .formatted(
                  names.size(),
                  conflict.entries().stream()
                      .map(DuplicateClasses::nameOf)
                      .collect(Collectors.joining(" and ")),
                  reason.get()),
          expected + ", but for what does no harm");
    }
    String classes =
        names.stream()
            .sorted()
            .limit(SHOWN)
            .map(name -> name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
            .collect(Collectors.joining(", "));
    String found =
        "%d class(es), for example %s, differ between %s; taken from the first"
            .formatted(
                names.size(),
                classes,
                conflict.entries().stream().map(Path::toString).collect(Collectors.joining(", ")));
    return Finding.fault(
            name(),
            found,
            expected,
            "exclude all but one of them in the pom; this shows who asks for them:")
        .withCommand("mvn dependency:tree -Dverbose -Dincludes=" + artifacts(conflict));
  }

  private static Optional<String> reason(List<String> names) {
    return TOLERATED.entrySet().stream()
        .filter(tolerated -> names.stream().allMatch(name -> name.startsWith(tolerated.getKey())))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String artifacts(Conflict conflict) {
    return conflict.entries().stream()
        .map(entry -> ":" + Library.of(entry).map(Library::artifact).orElse(nameOf(entry)))
        .distinct()
        .collect(Collectors.joining(","));
  }

  private static String nameOf(Path entry) {
    return String.valueOf(entry.getFileName());
  }

  private static void addJar(Path jar, Map<String, List<Version>> classes) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (counts(entry.getName())) {
          add(classes, entry.getName(), jar, entry.getCrc());
        }
      }
    }
  }

  private static void addDirectory(Path directory, Map<String, List<Version>> classes)
      throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.filter(file -> file.toString().endsWith(CLASS)).toList();
    }
    for (Path file : files) {
      String name =
          directory.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
      if (counts(name)) {
        CRC32 checksum = new CRC32();
        checksum.update(Files.readAllBytes(file));
        add(classes, name, directory, checksum.getValue());
      }
    }
  }

  private static void add(
      Map<String, List<Version>> classes, String name, Path entry, long checksum) {
    classes.computeIfAbsent(name, n -> new ArrayList<>(1)).add(new Version(entry, checksum));
  }

  /** Not the descriptions of modules and packages, nor variants for other versions of Java. */
  private static boolean counts(String name) {
    return name.endsWith(CLASS)
        && !name.startsWith("META-INF/")
        && !name.endsWith("module-info.class")
        && !name.endsWith("package-info.class");
  }
}
