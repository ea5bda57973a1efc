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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java, Maven, flags, memory and disk. */
class MachineChecksTest {

  private static final long GIBIBYTE = 1L << 30;

  @TempDir private Path dir;

  @Test
  void anotherJavaIsAFault() {
    List<Finding> findings =
        new JavaCheck(
                Runtime.Version.parse("25.0.1+8"),
                Path.of(System.getProperty("java.home")),
                Map.of())
            .run();

    assertThat(findings)
        .singleElement()
        .matches(finding -> finding.status() == Status.FAULT)
        .matches(finding -> finding.found().startsWith("Java 25.0.1+8 of "))
        .matches(finding -> "set JAVA_HOME to a JDK 17".equals(finding.mend()));
  }

  @Test
  void aJavaWithoutACompilerAndOptionsOutOfTheEnvironmentAreWarnings() {
    List<Finding> findings =
        new JavaCheck(
                Runtime.Version.parse("17.0.1"), dir, Map.of("JAVA_TOOL_OPTIONS", "-Dsecret=x"))
            .run();

    assertThat(findings).extracting(Finding::status).containsOnly(Status.WARNING);
    assertThat(findings.get(0).found()).endsWith("without a compiler");
    assertThat(findings.get(1).found())
        .startsWith("JAVA_TOOL_OPTIONS set")
        .doesNotContain("secret");
  }

  @Test
  void mavenIsAskedForItsVersion() throws Exception {
    assertThat(maven("Apache Maven 3.9.9 (abc)")).isEqualTo(Status.OK);
    assertThat(maven("Apache Maven 4.0.0-rc-3 (abc)")).isEqualTo(Status.OK);
    assertThat(maven("Apache Maven 3.6.3 (abc)")).isEqualTo(Status.WARNING);
    assertThat(maven("what?")).isEqualTo(Status.WARNING);
    assertThat(new MavenCheck(dir.resolve("nothing").toString()).run().get(0).found())
        .isEqualTo("no Maven on the PATH");
  }

  private Status maven(String answer) throws Exception {
    Path script = dir.resolve("mvn");
    Files.writeString(script, "#!/bin/sh\necho '" + answer + "'\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return new MavenCheck(script.toString()).run().get(0).status();
  }

  @Test
  void aPackageThatIsNotOpenIsAFaultAndAPropertyThatDiffersAWarning() {
    String closed = "--add-opens=java.base/jdk.internal.loader=ALL-UNNAMED";
    String unknown = "--add-opens=java.base/java.nothing=ALL-UNNAMED";

    List<Finding> findings =
        new JvmFlagsCheck(
                "spark",
                List.of(
                    "# a comment",
                    "",
                    closed,
                    unknown,
                    "-Dnothing.of.the.kind=1",
                    "-Djava.specification.version=17"))
            .run();

    assertThat(findings)
        .extracting(Finding::status)
        .containsExactly(Status.FAULT, Status.FAULT, Status.WARNING);
    assertThat(findings.get(0).found()).isEqualTo(closed + " is not in force");
    assertThat(findings.get(0).command()).isEqualTo("java @runner-profiles/spark/jvm.flags ...");
    assertThat(findings.get(2).found()).isEqualTo("-Dnothing.of.the.kind=1 is not set");
  }

  @Test
  void aHeapThatTheMachineDoesNotHaveIsAWarning() {
    List<Finding> findings = new MemoryCheck(3 * GIBIBYTE, 2 * GIBIBYTE, "flink", GIBIBYTE).run();

    assertThat(findings)
        .extracting(Finding::check, Finding::status)
        .containsExactly(tuple("memory.heap", Status.OK), tuple("memory.machine", Status.WARNING));
    // 2,048 MB less 300 MB.
    assertThat(findings.get(1).command()).isEqualTo("export LAMBDA_JAVA_OPTS=-Xmx1748m");
  }

  @Test
  void aDirectoryIsLookedAtWhereItWillBe() throws IOException {
    Finding well = new DiskCheck(dir.resolve("not/yet"), "state").run().get(0);
    Path file = Files.writeString(dir.resolve("file"), "");
    Finding blocked = new DiskCheck(file, "state").run().get(0);

    assertThat(well.found()).startsWith(dir.resolve("not/yet") + ": ").endsWith(" MB free");
    assertThat(blocked.status()).isEqualTo(Status.FAULT);
    assertThat(blocked.found()).isEqualTo(file + " is no directory");
  }

  @Test
  void addressesHaveAHostAndAPort() {
    assertThat(Address.parse("broker:9092")).contains(new Address("broker", 9092));
    assertThat(Address.parse("[::1]:9092")).contains(new Address("::1", 9092));
    assertThat(Address.parse("broker")).isEmpty();
    assertThat(Address.parse("broker:http")).isEmpty();
    assertThat(Address.parse("broker:70000")).isEmpty();
    assertThat(new Address("nowhere.invalid", 1).unreachable())
        .contains("the name nowhere.invalid is not known here");
  }
}
