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
package io.beamlambda.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * What the bundled jar of a profile has to have in it, and what not. The jar is made before by
 * {@code -Pbundle}; the expectation is what the profile runs with where it is not bundled, {@code
 * target/class-path.txt}.
 */
public abstract class BundleContract {

  private static final String SERVICES = "META-INF/services/";

  /** Whose services make a difference to a job. */
  private static final List<String> SERVICE_OWNERS =
      List.of("org.apache.beam.", "io.beamlambda.", "org.apache.hadoop.fs.", "java.sql.");

  private final String name;
  private final List<Path> engine;
  private final List<String> foreign;

  /**
   * For the bundle of a profile.
   *
   * @param name the profile's name
   * @param engine the jars that the cluster has, nothing where the bundle runs by itself
   * @param foreign beginnings of paths that must not be in the bundle, such as {@code
   *     org/apache/flink/}
   */
  protected BundleContract(String name, List<Path> engine, List<String> foreign) {
    this.name = name;
    this.engine = List.copyOf(engine);
    this.foreign = List.copyOf(foreign);
  }

  /** The jar. */
  protected final Path bundle() {
    return Path.of("target", name + "-bundle.jar").toAbsolutePath();
  }

  @Test
  void hasEveryProviderOfTheClassPathAndEachLoads() throws Exception {
    Map<String, Set<String>> expected = services(classPath());
    Map<String, Set<String>> bundled = services(List.of(bundle()));

    assertThat(bundled).containsAllEntriesOf(expected);
    assertThat(expected)
        .containsKeys(
            "org.apache.beam.sdk.runners.PipelineRunnerRegistrar",
            "org.apache.beam.sdk.options.PipelineOptionsRegistrar",
            "org.apache.beam.sdk.io.FileSystemRegistrar",
            "org.apache.beam.sdk.coders.CoderProviderRegistrar",
            "io.beamlambda.pipelines.NamedPipeline",
            "io.beamlambda.pipelines.cli.RunnerProfile",
            "java.sql.Driver");
    try (URLClassLoader loader = loader()) {
      List<String> broken = new ArrayList<>();
      bundled.forEach(
          (service, providers) -> providers.forEach(p -> check(loader, service, p, broken)));
      assertThat(broken).isEmpty();
    }
  }

  /** The engine first: the two have no class in common but libraries. */
  private URLClassLoader loader() {
    return new URLClassLoader(
        Stream.concat(engine.stream(), Stream.of(bundle()))
            .map(BundleContract::url)
            .toArray(URL[]::new),
        ClassLoader.getPlatformClassLoader());
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(
      ClassLoader loader, String service, String provider, List<String> broken) {
    try {
      Class<?> type = Class.forName(provider, true, loader);
      // Some of Hadoop's cannot be made without a configuration.
      if (!service.startsWith("org.apache.hadoop.")) {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        constructor.newInstance();
      }
      if (!Class.forName(service, false, loader).isAssignableFrom(type)) {
        broken.add(provider + " is no " + service);
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      broken.add("%s of %s: %s".formatted(provider, service, e));
    }
  }

  @Test
  void hasNothingOfTheEngineAndNoBinding() throws IOException {
    assertThat(entries().filter(entry -> foreign.stream().anyMatch(entry::startsWith))).isEmpty();
  }

  @Test
  void isWhatAJarHasToBe() throws IOException {
    List<String> all = entries().toList();
    assertThat(all).doesNotHaveDuplicates().contains("META-INF/LICENSE", "META-INF/NOTICE");
    assertThat(all).noneMatch(entry -> entry.matches("META-INF/[^/]*\\.(SF|DSA|RSA|EC)"));
    try (JarFile jar = new JarFile(bundle().toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS))
          .isEqualTo("io.beamlambda.pipelines.cli.Lambda");
      assertThat(manifest.getValue(Attributes.Name.MULTI_RELEASE)).isEqualTo("true");
      assertThat(new String(read(jar, "META-INF/NOTICE"), StandardCharsets.UTF_8))
          .contains("Beam Lambda IO")
          .contains("Apache Beam");
      // The eighth byte of a class is its version: 61 is Java 17.
      assertThat(read(jar, "io/beamlambda/pipelines/cli/Lambda.class")[7]).isEqualTo((byte) 61);
    }
  }

  private static byte[] read(ZipFile jar, String entry) throws IOException {
    try (InputStream content = jar.getInputStream(jar.getEntry(entry))) {
      return content.readAllBytes();
    }
  }

  private Stream<String> entries() throws IOException {
    try (ZipFile jar = new ZipFile(bundle().toFile())) {
      return jar.stream()
          .filter(entry -> !entry.isDirectory())
          .map(ZipEntry::getName)
          .collect(Collectors.toUnmodifiableList())
          .stream();
    }
  }

  private static List<Path> classPath() throws IOException {
    List<Path> entries = new ArrayList<>(List.of(Path.of("target", "classes")));
    Stream.of(Files.readString(Path.of("target", "class-path.txt")).strip().split(":", -1))
        .map(Path::of)
        .forEach(entries::add);
    return entries;
  }

  /** The providers of each service, without what the engine has. */
  private Map<String, Set<String>> services(List<Path> classPath) throws IOException {
    Set<String> engineJars =
        engine.stream()
            .map(jar -> String.valueOf(jar.getFileName()))
            .collect(Collectors.toUnmodifiableSet());
    Map<String, Set<String>> services = new TreeMap<>();
    for (Path entry : classPath) {
      if (engineJars.contains(String.valueOf(entry.getFileName()))) {
        continue;
      }
      services(entry)
          .forEach(
              (service, providers) ->
                  services.computeIfAbsent(service, s -> new TreeSet<>()).addAll(providers));
    }
    return services;
  }

  private static Map<String, Set<String>> services(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      return servicesIn(entry.resolve(SERVICES));
    }
    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + entry.toUri()), Map.of())) {
      return servicesIn(jar.getPath(SERVICES));
    }
  }

  private static Map<String, Set<String>> servicesIn(Path directory) throws IOException {
    Map<String, Set<String>> services = new LinkedHashMap<>();
    if (!Files.isDirectory(directory)) {
      return services;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String service = String.valueOf(file.getFileName());
        if (SERVICE_OWNERS.stream().anyMatch(service::startsWith)) {
          services.put(
              service,
              Files.readAllLines(file).stream()
                  .map(line -> line.replaceFirst("#.*", "").strip())
                  .filter(line -> !line.isEmpty())
                  .collect(Collectors.toCollection(TreeSet::new)));
        }
      }
    }
    return services;
  }
}
