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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files that bring a job's classes to a cluster, for Beam's option {@code --filesToStage}: the
 * class path of this JVM without what the cluster has. No bundled jar has to be built: jars are
 * staged as they are, and Beam packs directories of classes into jars by itself, under {@code
 * --tempLocation}.
 *
 * <p>Jars are copied to each process of the cluster for each job, some hundred megabytes. On one
 * machine that is not needed: {@link #inPlace} stages a single small jar that leads to the others.
 *
 * <p>Left out are jars of the engine: those of the same name and version, and other versions of the
 * engine's own artifacts and of the logging interface, whose classes are taken from the cluster
 * anyway. Libraries that the engine has in another version are staged.
 *
 * @param files existing jars and directories, in the order of the class path
 */
public record StagedFiles(List<Path> files) {

  private static final Pattern VERSION = Pattern.compile("-[0-9].*\\.jar$");

  /** Spark's own metrics are in classes of Dropwizard's {@code metrics-core}. */
  private static final Set<String> ENGINES =
      Set.of("flink-", "spark-", "slf4j-", "log4j-", "metrics-");

  /** Keeps a copy. */
  public StagedFiles {
    files = List.copyOf(files);
  }

  /** Those of this JVM's class path that an engine does not have. */
  public static StagedFiles without(EngineClassPath engine) {
    return of(EngineClassPath.split(System.getProperty("java.class.path", "")), engine);
  }

  static StagedFiles of(List<Path> classPath, EngineClassPath engine) {
    Set<String> names =
        engine.jars().stream().map(StagedFiles::name).collect(Collectors.toUnmodifiableSet());
    Set<String> artifacts =
        names.stream()
            .map(StagedFiles::artifact)
            .filter(artifact -> ENGINES.stream().anyMatch(artifact::startsWith))
            .collect(Collectors.toUnmodifiableSet());
    Set<Path> files = new LinkedHashSet<>();
    for (Path entry : classPath) {
      boolean engines = names.contains(name(entry)) || artifacts.contains(artifact(name(entry)));
      // A class path may name what is not there; a cluster refuses it.
      if (!engines && Files.exists(entry)) {
        files.add(entry.toAbsolutePath());
      }
    }
    return new StagedFiles(List.copyOf(files));
  }

  /**
   * Leads to the same files without their being copied: a jar of some kilobytes whose manifest
   * names them. They have to stay where they are while the job runs, and the cluster has to be on
   * this machine.
   *
   * @param dir where to write it, as {@code job-classes.jar}
   */
  public StagedFiles inPlace(Path dir) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            files.stream().map(file -> file.toUri().toString()).collect(Collectors.joining(" ")));
    Path jar = dir.resolve("job-classes.jar").toAbsolutePath();
    try {
      new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    } catch (IOException e) {
      throw new ClusterException("Cannot write %s: %s".formatted(jar, e.getMessage()), e);
    }
    return new StagedFiles(List.of(jar));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String artifact(String name) {
    return VERSION.matcher(name).replaceFirst("");
  }

  /** For {@code FileStagingOptions.setFilesToStage}. */
  public List<String> paths() {
    return files.stream().map(Path::toString).toList();
  }

  /** For the command line: {@code --filesToStage=a.jar,b.jar}. */
  public String option() {
    return "--filesToStage=" + String.join(",", paths());
  }

  /** The size of the jars, directories not counted. */
  public long bytes() {
    return files.stream().filter(Files::isRegularFile).mapToLong(StagedFiles::size).sum();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
