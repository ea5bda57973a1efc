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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beamlambda.pipelines.cli.Lambda;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./lambda doctor} says of a profile, in a JVM that fits and in one that does not. */
public abstract class DoctorContract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OPENS = "--add-opens=";

  @TempDir Path directory;

  /** For the profile of the class path, whose module is the working directory. */
  protected DoctorContract() {}

  @Test
  void aJvmThatFitsHasNoFault() throws IOException {
    StringWriter output = new StringWriter();

    int exitCode =
        Lambda.execute(
            new PrintWriter(output),
            new PrintWriter(StringWriter.nullWriter()),
            "doctor",
            "--format=json",
            "--runner=" + CommandLine.runner());

    assertThat(faults(JSON.readTree(output.toString()))).isEmpty();
    assertThat(exitCode).isNotEqualTo(1);
    assertThat(found(JSON.readTree(output.toString()), "jvm.flags"))
        .containsExactly("%1$d of %1$d in force".formatted(flags().size()));
  }

  @Test
  void aSmallHeapAndEachMissingFlagAreNamed() throws IOException, InterruptedException {
    Path out = directory.resolve("doctor.json");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx96m", "-cp", System.getProperty("java.class.path")));
    command.add(Lambda.class.getName());
    command.addAll(List.of("doctor", "--format=json", "--runner=" + CommandLine.runner()));

    int exitCode =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(directory.resolve("doctor.err").toFile())
            .start()
            .waitFor();

    assertThat(exitCode).isEqualTo(2);
    JsonNode report = JSON.readTree(Files.readString(out));
    List<String> opens = flags().stream().filter(flag -> flag.startsWith(OPENS)).toList();
    assertThat(found(report, "jvm.flags"))
        .containsAll(opens.stream().map(flag -> flag + " is not in force").toList());
    assertThat(faults(report)).filteredOn("memory.heap"::equals).hasSize(1);
    assertThat(faults(report)).filteredOn("jvm.flags"::equals).hasSameSizeAs(opens);
    // Some runners need no flag.
    assertThat(faults(report)).isSubsetOf("memory.heap", "jvm.flags");
  }

  private static List<String> flags() throws IOException {
    return Files.readAllLines(Path.of("jvm.flags")).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static List<String> faults(JsonNode report) {
    List<String> faults = new ArrayList<>();
    for (JsonNode finding : report.path("findings")) {
      // The class path is that of the tests, which has more on it than the profile's.
      if (finding.path("status").asText().equals("fault")
          && !finding.path("check").asText().startsWith("classpath.")) {
        assertThat(finding.path("mend").asText()).isNotBlank();
        faults.add(finding.path("check").asText());
      }
    }
    return faults;
  }

  private static List<String> found(JsonNode report, String check) {
    List<String> found = new ArrayList<>();
    for (JsonNode finding : report.path("findings")) {
      if (finding.path("check").asText().equals(check)) {
        found.add(finding.path("found").asText());
      }
    }
    return found;
  }
}
