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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher {@code ./lambda}, copied into a small project whose Java and Maven only say how they
 * were called.
 */
class LauncherTest {

  private static final Path LAUNCHER = Path.of("..", "lambda");
  private static final Path DOCTOR = Path.of("src", "main", "bash", "doctor.bash");
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "basename",
          "cat",
          "dirname",
          "find",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "sed",
          "touch");

  @TempDir private Path root;

  private Path bin = Path.of("");
  private Path jdk = Path.of("");

  @BeforeEach
  void createProject() throws IOException {
    Files.copy(LAUNCHER, root.resolve("lambda"));
    write(root.resolve("pom.xml"), "<project/>");
    write(root.resolve("runner-profiles/pom.xml"), "<project/>");
    for (String profile : List.of("direct", "other")) {
      Path dir = root.resolve("runner-profiles").resolve(profile);
      write(dir.resolve("pom.xml"), "<project/>");
      write(dir.resolve("jvm.flags"), "");
      write(dir.resolve("src/main/java/Profile.java"), "");
      write(
          dir.resolve("profile.properties"),
          "runner=org.example." + ("direct".equals(profile) ? "Direct" : "Other") + "Runner\n");
    }
    for (String module :
        List.of("embedded-kafka", "beam-lambda-io", "capability-matrix", "pipelines")) {
      write(root.resolve(module).resolve("pom.xml"), "<project/>");
      write(root.resolve(module).resolve("src/main/java/Code.java"), "");
    }
    Path doctor = root.resolve("pipelines/src/main/bash/doctor.bash");
    Files.createDirectories(doctor.getParent());
    Files.copy(DOCTOR, doctor);
    setTimeOfAll(Instant.now().minus(Duration.ofHours(1)));

    bin = Files.createDirectory(root.resolve("bin"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(bin.resolve(tool), find(tool));
    }
    jdk = root.resolve("jdk");
    java("17");
    script(jdk.resolve("bin/javac"), "");
    maven(
        """
        printf 'maven %s\\n' "$*"
        for module in embedded-kafka beam-lambda-io capability-matrix pipelines runner-profiles/direct runner-profiles/other; do
          mkdir -p "$ROOT/$module/target/classes"
        done
        echo 'some.jar' >"$ROOT/runner-profiles/direct/target/class-path.txt"
        echo 'some.jar' >"$ROOT/runner-profiles/other/target/class-path.txt"
        """);
  }

  @Test
  void buildsWhatIsMissingAndRunsIt() throws Exception {
    Outcome outcome = launch("demo", "--runner=other");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err())
        .startsWith("lambda: building the other profile")
        .contains("-pl runner-profiles/other -am process-classes");
    assertThat(outcome.out())
        .contains("runner-profiles/other/jvm.flags")
        .contains("-Dlambda.progress=log")
        .endsWith("io.beamlambda.pipelines.cli.Lambda demo --runner=other\n");
    assertThat(root.resolve("runner-profiles/other/target/launcher.args"))
        .content()
        .isEqualTo(
            "-cp \"" + root.resolve("runner-profiles/other/target/classes") + ":some.jar\"\n");
  }

  @Test
  void buildsOnlyWhenSourcesAreNewer() throws Exception {
    launch("demo");
    assertThat(launch("demo").err()).isEmpty();

    Path stamp = root.resolve("runner-profiles/direct/target/launcher.stamp");
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().minus(Duration.ofMinutes(10))));
    Path source = root.resolve("pipelines/src/main/java/Code.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().minus(Duration.ofMinutes(5))));

    assertThat(launch("demo").err()).startsWith("lambda: sources have changed");
    assertThat(launch("demo").err()).isEmpty();
  }

  @Test
  void buildsWhenAModuleHasBeenCleaned() throws Exception {
    launch("demo");
    Files.delete(root.resolve("pipelines/target/classes"));

    assertThat(launch("demo").err()).contains("building the direct profile");
  }

  @Test
  void aRunnerIsFoundByItsClassName() throws Exception {
    assertThat(launch("run", "--runner=otherrunner").err()).contains("building the other profile");
    assertThat(launch("run", "--runner", "org.example.OtherRunner").exitCode()).isZero();
  }

  @Test
  void anUnknownRunnerIsAnsweredWithThoseThereAre() throws Exception {
    Outcome outcome = launch("run", "aggregate", "--runner=nosuch");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            "lambda: Unknown runner 'nosuch': available are direct (DirectRunner), other"
                + " (OtherRunner); how to add another one is said in runner-profiles/README.md.\n");
  }

  @Test
  void aMissingJavaIsSaid() throws Exception {
    Outcome outcome = launch(Map.of(), "demo");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo("lambda: Java is missing: install a JDK 17, or set JAVA_HOME to one.\n");
  }

  @Test
  void aWrongJavaHomeIsSaid() throws Exception {
    Outcome outcome = launch(Map.of("JAVA_HOME", "/nowhere"), "demo");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo("lambda: JAVA_HOME is /nowhere, which has no bin/java: set it to a JDK 17.\n");
  }

  @Test
  void aWrongVersionOfJavaIsSaid() throws Exception {
    java("21");

    Outcome outcome = launch("demo");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            "lambda: %s/bin/java is Java 21, but Java 17 is needed: set JAVA_HOME to a JDK 17.\n"
                .formatted(jdk));
  }

  @Test
  void aMissingMavenIsSaid() throws Exception {
    Files.delete(bin.resolve("mvn"));

    Outcome outcome = launch("demo");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("lambda: Maven is missing").hasLineCount(1);
  }

  @Test
  void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
    maven("echo 'COMPILATION ERROR'; exit 1\n");

    for (int i = 0; i < 2; i++) {
      Outcome outcome = launch("demo");

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("COMPILATION ERROR")
          .endsWith("The build of the direct profile failed; Maven's messages are above.\n");
      assertThat(outcome.out()).isEmpty();
    }
  }

  @Test
  void theDoctorReportsAWrongJavaWithoutOne() throws Exception {
    java("21");

    Outcome outcome = launch("doctor");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith(
            "fault    java: %s/bin/java is Java 21\n         expected: a JDK 17".formatted(jdk))
        .contains("mend: ", "$ export JAVA_HOME=")
        .contains("ok       maven: " + bin.resolve("mvn"))
        .endsWith("\n\n1 ok, 0 warning(s), 1 fault(s)\n");
  }

  @Test
  void theDoctorReportsAMissingJavaAndAMissingMaven() throws Exception {
    Files.delete(bin.resolve("mvn"));

    Outcome outcome = launch(Map.of("LAMBDA_JAVA_OPTS", "-Dquote=\"\\"), "doctor", "--format=json");

    assertThat(outcome.exitCode()).isEqualTo(2);
    JsonNode report = new ObjectMapper().readTree(outcome.out());
    assertThat(report.path("ok").asInt()).isZero();
    assertThat(report.path("warnings").asInt()).isEqualTo(1);
    assertThat(report.path("faults").asInt()).isEqualTo(1);
    assertThat(report.findValuesAsText("check")).containsExactly("java", "maven");
    assertThat(report.findValuesAsText("status")).containsExactly("fault", "warning");
    assertThat(report.findValuesAsText("found"))
        .containsExactly("no JAVA_HOME, and no java on the PATH", "no Maven on the PATH");
    assertThat(report.path("findings").get(0).path("command").asText()).contains("JAVA_HOME");
    assertThat(report.path("findings").get(1).path("command").isNull()).isTrue();
  }

  @Test
  void theDoctorReportsFlagsWithWhichNoJvmStarts() throws Exception {
    script(
        jdk.resolve("bin/java"),
        Files.readString(jdk.resolve("bin/java"))
            .lines()
            .skip(1)
            .map(
                line -> line.replace("echo \"java $*\"", "echo 'Invalid maximum \"heap\"'; exit 1"))
            .collect(Collectors.joining("\n")));

    Outcome outcome =
        launch(
            Map.of("JAVA_HOME", jdk.toString(), "LAMBDA_JAVA_OPTS", "-Xmx1x"),
            "doctor",
            "--format",
            "json");

    assertThat(outcome.exitCode()).isEqualTo(2);
    JsonNode fault = new ObjectMapper().readTree(outcome.out()).path("findings").get(1);
    assertThat(fault.path("check").asText()).isEqualTo("jvm.flags");
    assertThat(fault.path("found").asText()).endsWith("Invalid maximum \"heap\"");
    assertThat(fault.path("mend").asText()).contains("LAMBDA_JAVA_OPTS");
  }

  @Test
  void theDoctorReportsABuildThatFails() throws Exception {
    maven("echo 'COMPILATION ERROR'; exit 1\n");

    Outcome outcome = launch("doctor", "--runner=other");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("COMPILATION ERROR");
    assertThat(outcome.out())
        .contains("fault    build: The build of the other profile failed")
        .endsWith("2 ok, 0 warning(s), 1 fault(s)\n");
  }

  @Test
  void theDoctorOfAJavaThatFitsIsAJvm() throws Exception {
    Outcome outcome = launch("doctor", "aggregate", "--runner=other");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .startsWith("java ")
        .endsWith("io.beamlambda.pipelines.cli.Lambda doctor aggregate --runner=other\n");
  }

  private Outcome launch(String... args) throws Exception {
    return launch(Map.of("JAVA_HOME", jdk.toString()), args);
  }

  private Outcome launch(Map<String, String> environment, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(root.resolve("lambda").toString()));
    command.addAll(List.of(args));
    Path out = Files.createTempFile(root, "out", "");
    Path err = Files.createTempFile(root, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("ROOT", root.toString());
    builder.environment().putAll(environment);
    int exitCode = builder.start().waitFor();
    return new Outcome(exitCode, Files.readString(out), Files.readString(err));
  }

  private void java(String version) throws IOException {
    script(
        jdk.resolve("bin/java"),
        """
        if [ "$1" = -XshowSettings:properties ]; then
          echo '    java.home = %s'
          echo '    java.specification.version = %s'
        else
          echo "java $*"
        fi
        """
            .formatted(jdk, version));
  }

  private void maven(String body) throws IOException {
    script(bin.resolve("mvn"), body);
  }

  private void script(Path file, String body) throws IOException {
    write(file, "#!" + bin.resolve("bash") + "\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void setTimeOfAll(Instant time) throws IOException {
    try (var files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(time));
      }
    }
  }

  private static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content, UTF_8);
  }

  private static Path find(String tool) {
    return List.of("/bin", "/usr/bin").stream()
        .map(dir -> Path.of(dir, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
