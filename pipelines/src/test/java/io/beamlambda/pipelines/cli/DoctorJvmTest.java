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
package io.beamlambda.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.pipelines.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor finds in the JVM that it runs in. */
class DoctorJvmTest {

  private static final String CLASS = "io/beamlambda/pipelines/Result.class";

  @TempDir private Path dir;

  @Test
  void aSmallHeapAndAClassThatIsThereTwiceAreNamed() throws Exception {
    Path jar = dir.resolve("results-0.0.9.jar");
    writeJar(jar, 1);

    Diagnosis diagnosis = new ForkedDoctor(dir).withFlag("-Xmx96m").withClassPathEntry(jar).run();

    assertThat(diagnosis.exitCode()).isEqualTo(2);
    assertThat(diagnosis.faults()).containsExactly("memory.heap", "classpath.duplicates");
    assertThat(diagnosis.at("memory.heap").found()).isEqualTo("a heap of at most 96 MB");
    assertThat(diagnosis.at("memory.heap").command()).isEqualTo("export LAMBDA_JAVA_OPTS=-Xmx512m");
    assertThat(diagnosis.points())
        .filteredOn(point -> point.status().equals("fault"))
        .filteredOn(point -> point.check().equals("classpath.duplicates"))
        .singleElement()
        .matches(
            point -> point.found().startsWith("1 class(es), for example " + Result.class.getName()))
        .matches(point -> point.found().contains(jar.toString()))
        .matches(point -> point.command().contains("dependency:tree"))
        .matches(point -> point.command().contains(":results"));
  }

  @Test
  void aHealthyJvmIsWell() {
    Diagnosis diagnosis = Diagnosis.of();

    assertThat(diagnosis.faults()).isEmpty();
    assertThat(diagnosis.exitCode()).isZero();
    assertThat(diagnosis.at("java").found()).startsWith("Java 17");
    assertThat(diagnosis.at("memory.heap").status()).isEqualTo("ok");
    assertThat(diagnosis.at("classpath.slf4j").status()).isEqualTo("ok");
  }

  @Test
  void findingsForPeopleSayHowManyThereAre() {
    Outcome outcome = Outcome.of("doctor", "--only=java,lake", "--lake=" + dir.resolve("nowhere"));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out())
        .contains("ok       java: Java 17", "(expected: a JDK 17)")
        .contains("fault    lake: ", "\n         expected: ", "\n         mend: ")
        .endsWith("1 fault(s)\n");
  }

  /** A jar with a class of this project whose bytes are others. */
  private static void writeJar(Path jar, int change) throws IOException {
    try (InputStream in = Result.class.getClassLoader().getResourceAsStream(CLASS);
        OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      bytes[bytes.length - 1] += (byte) change;
      out.putNextEntry(new ZipEntry(CLASS));
      out.write(bytes);
      out.closeEntry();
    }
  }
}
