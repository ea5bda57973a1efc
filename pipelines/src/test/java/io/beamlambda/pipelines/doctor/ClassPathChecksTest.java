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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathChecksTest {

  private static final String PROVIDER = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

  @TempDir private Path dir;

  @Test
  void aClassWithDifferentBytesIsAFaultAndTheSameBytesTwiceAreNot() throws IOException {
    Path one = jar("one-1.0.jar", Map.of("a/Same.class", "same", "a/Other.class", "one"));
    Path two =
        jar(
            "two-2.1.jar",
            Map.of(
                "a/Same.class", "same",
                "a/Other.class", "two",
                "module-info.class", "two",
                "META-INF/versions/21/a/Same.class", "other"));
    Path directory = dir.resolve("classes");
    Files.createDirectories(directory.resolve("a"));
    Files.writeString(directory.resolve("a/Same.class"), "same");

    List<Finding> findings =
        new DuplicateClasses(new ClassPath(List.of(directory, one, two))).run();

    assertThat(findings).singleElement().matches(finding -> finding.status() == Status.FAULT);
    assertThat(findings.get(0).found())
        .isEqualTo(
            "1 class(es), for example a.Other, differ between %s, %s; taken from the first"
                .formatted(one, two));
    assertThat(findings.get(0).command()).endsWith("-Dincludes=:one,:two");
    assertThat(new DuplicateClasses(new ClassPath(List.of(directory, one))).run())
        .singleElement()
        .matches(finding -> finding.found().equals("2 classes in 2 jars and directories"));
  }

  @Test
  void twoBindingsOfTheLogAreNamed() throws IOException {
    Path one = jar("one.jar", Map.of(PROVIDER, "org.example.One # the first\n"));
    Path two = jar("two.jar", Map.of(PROVIDER, "org.example.Two\n"));

    assertThat(bindings(one, two).found())
        .isEqualTo("2 bindings: org.example.One, org.example.Two");
    assertThat(bindings(one).status()).isEqualTo(Status.OK);
    assertThat(bindings().status()).isEqualTo(Status.WARNING);
    assertThat(
            bindings(jar("old.jar", Map.of("org/slf4j/impl/StaticLoggerBinder.class", ""))).found())
        .contains("one for slf4j 1");
  }

  private Finding bindings(Path... jars) throws IOException {
    URL[] urls = new URL[jars.length];
    for (int i = 0; i < jars.length; i++) {
      urls[i] = jars[i].toUri().toURL();
    }
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      return new LoggingBindings(loader).run().get(0);
    }
  }

  @Test
  void librariesThatBelongTogetherHaveOneVersion() {
    assertThat(
            versions(
                "beam-sdks-java-core-2.70.0.jar",
                "beam-sdks-java-io-parquet-2.69.0.jar",
                "beam-vendor-guava-32_1_2-jre-0.1.jar",
                "jackson-core-2.15.4.jar",
                "jackson-databind-2.15.2.jar",
                "netty-common-4.1.100.Final.jar",
                "netty-nio-client-2.30.38.jar",
                "netty-tcnative-boringssl-static-2.0.65.Final.jar",
                "guava-33.1.0-jre.jar"))
        .singleElement()
        .matches(finding -> finding.status() == Status.OK);
    assertThat(
            versions(
                "beam-sdks-java-core-2.70.0.jar",
                "beam-runners-flink-1.19-2.62.0.jar",
                "jackson-core-2.18.1.jar",
                "jackson-databind-2.15.4.jar",
                "parquet-column-1.15.2.jar",
                "parquet-avro-1.13.1.jar",
                "netty-common-4.1.100.Final.jar",
                "netty-buffer-4.2.1.Final.jar",
                "guava-33.1.0-jre.jar",
                "guava-14.0.1.jar"))
        .extracting(Finding::found)
        .satisfiesExactly(
            found ->
                assertThat(found)
                    .isEqualTo(
                        "Beam in versions 2.62.0 and 2.70.0: beam-runners-flink-1.19 2.62.0;"
                            + " beam-sdks-java-core 2.70.0"),
            found -> assertThat(found).startsWith("Jackson in versions 2.15 and 2.18"),
            found -> assertThat(found).startsWith("Parquet in versions 1.13.1 and 1.15.2"),
            found -> assertThat(found).startsWith("Guava in versions 14.0.1 and 33.1.0-jre"),
            found -> assertThat(found).startsWith("Netty in versions 4.1 and 4.2"));
  }

  @Test
  void aKafkaClientThatReadsNothingIsAFault() {
    assertThat(new LibraryVersions(List.of(), "4.1.1").run())
        .singleElement()
        .matches(finding -> finding.status() == Status.FAULT)
        .matches(finding -> finding.found().equals("kafka-clients 4.1.1"))
        .matches(finding -> finding.expected().contains("reads nothing"));
  }

  private static List<Finding> versions(String... jars) {
    return new LibraryVersions(
            List.of(jars).stream().flatMap(jar -> Library.of(Path.of(jar)).stream()).toList(),
            "3.9.1")
        .run();
  }

  private Path jar(String name, Map<String, String> entries) throws IOException {
    Path jar = dir.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(UTF_8));
        out.closeEntry();
      }
    }
    return jar;
  }
}
