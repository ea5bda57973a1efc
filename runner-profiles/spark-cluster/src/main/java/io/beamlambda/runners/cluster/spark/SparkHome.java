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
package io.beamlambda.runners.cluster.spark;

import io.beamlambda.runners.cluster.ClusterException;
import io.beamlambda.runners.cluster.EngineClassPath;
import io.beamlambda.runners.cluster.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What workers take for an installation of Spark: they start executors with the jars in it. It has
 * a {@code bin/spark-submit}, too.
 */
final class SparkHome {

  private SparkHome() {}

  /** Makes one that links to the jars, and returns the environment that names it. */
  static Map<String, String> make(Path home, EngineClassPath engine) {
    Map<String, String> environment =
        Map.of(
            "SPARK_HOME", home.toString(),
            "SPARK_CONF_DIR", home.resolve("conf").toString(),
            "SPARK_SCALA_VERSION", scalaVersion(engine),
            // Also what the web interfaces listen on.
            "SPARK_LOCAL_IP", Ports.LOOPBACK,
            "JAVA_HOME", System.getProperty("java.home"));
    try {
      Path jars = Files.createDirectories(home.resolve("jars"));
      Files.createDirectories(home.resolve("conf"));
      Files.writeString(home.resolve("RELEASE"), "");
      for (Path jar : engine.jars()) {
        link(jars.resolve(jar.getFileName()), jar);
      }
      writeScript(home, environment);
    } catch (IOException e) {
      throw new ClusterException("Cannot write to %s: %s".formatted(home, e.getMessage()), e);
    }
    return environment;
  }

  private static void writeScript(Path home, Map<String, String> environment) throws IOException {
    Files.writeString(
        home.resolve("conf/spark-env.sh"),
        new TreeMap<>(environment)
            .entrySet().stream()
                .map(e -> "export %s='%s'%n".formatted(e.getKey(), quoted(e.getValue())))
                .collect(Collectors.joining()));
    Path script = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
    try (InputStream in = SparkHome.class.getResourceAsStream("spark-submit")) {
      Files.copy(Objects.requireNonNull(in), script, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String quoted(String value) {
    return value.replace("'", "'\\''");
  }

  private static void link(Path link, Path jar) throws IOException {
    try {
      Files.createSymbolicLink(link, jar.toAbsolutePath());
    } catch (FileAlreadyExistsException e) {
      // A directory that was used before.
      Files.delete(link);
      Files.createSymbolicLink(link, jar.toAbsolutePath());
    }
  }

  /**
   * Spark's launcher wants to be told, and does not look at the jars: {@code spark-core_2.12-...}.
   */
  private static String scalaVersion(EngineClassPath engine) {
    return engine.jars().stream()
        .map(jar -> jar.getFileName().toString())
        .filter(name -> name.startsWith("spark-core_"))
        .map(
            name ->
                name.substring("spark-core_".length(), name.indexOf('-', "spark-core_".length())))
        .findFirst()
        .orElseThrow(
            () ->
                new ClusterException(
                    "No spark-core among the engine's %d jars: name those of a Spark installation"
                        .formatted(engine.jars().size())));
  }
}
