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
package io.beamlambda.runners.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.beamlambda.pipelines.doctor.Check;
import io.beamlambda.pipelines.doctor.Finding;
import io.beamlambda.pipelines.doctor.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a cluster answers, fits this profile, and has room for the job. */
final class FlinkClusterCheck implements Check {

  private static final Pattern MINOR = Pattern.compile("\\d+\\.\\d+");

  /** In {@code OpenJDK 64-Bit Server VM - Debian - 17/17.0.13+11}. */
  private static final Pattern JAVA = Pattern.compile("(?:1\\.)?(\\d+)(?:\\.\\d+)*/");

  /** The version of class files for Java N is N + 44. */
  private static final int CLASS_FILES = 44;

  private final String address;
  private final String profile;
  private final int parallelism;

  /**
   * @param address of the REST interface, {@code host:port}
   * @param profile the version of Flink that jobs are built with
   * @param parallelism how many slots the job takes
   */
  FlinkClusterCheck(String address, String profile, int parallelism) {
    this.address = address;
    this.profile = profile;
    this.parallelism = parallelism;
  }

  @Override
  public String name() {
    return "flink";
  }

  @Override
  public List<Finding> run() throws InterruptedException {
    String expected = "a JobManager that answers at %s".formatted(address);
    try {
      JsonNode overview = get("/overview");
      List<Finding> findings = new ArrayList<>();
      findings.add(
          Finding.ok(
              "flink.cluster",
              "answers, with %d TaskManagers".formatted(overview.path("taskmanagers").asInt()),
              expected));
      findings.add(version(overview.path("flink-version").asText("unknown")));
      findings.add(slots(overview));
      findings.add(java());
      return findings;
    } catch (IOException | IllegalArgumentException e) {
      return List.of(
          Finding.fault(
                  "flink.cluster",
                  "no answer from %s: %s".formatted(address, e.getMessage()),
                  expected,
                  "start it, or correct --flinkMaster to host:port of its REST interface; for a"
                      + " trial:")
              .withCommand("./lambda cluster flink start"));
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpAnswer answer = HttpAnswer.of(URI.create("http://" + address + path), Map.of());
    if (!answer.isOk()) {
      throw new IOException("%s is answered with %d".formatted(path, answer.status()));
    }
    return answer.json();
  }

  private Finding version(String found) {
    String wanted = minor(profile);
    String expected = "Flink %s.x, as this profile has it (%s)".formatted(wanted, profile);
    return minor(found).equals(wanted)
        ? Finding.ok("flink.version", "Flink " + found, expected)
        : Finding.fault(
            "flink.version",
            "Flink " + found,
            expected,
            "use a cluster of Flink %s, or build the profile with Beam's runner for Flink %s"
                .formatted(wanted, minor(found)));
  }

  private static String minor(String version) {
    Matcher matcher = MINOR.matcher(version);
    return matcher.lookingAt() ? matcher.group() : version;
  }

  private Finding slots(JsonNode overview) {
    int total = overview.path("slots-total").asInt();
    int free = overview.path("slots-available").asInt();
    String found = "%d of %d slots are free".formatted(free, total);
    String expected = "%d, by --parallelism".formatted(parallelism);
    if (free >= parallelism) {
      return Finding.ok("flink.slots", found, expected);
    }
    String mend = "add TaskManagers or slots, end jobs that hold them, or lower --parallelism";
    Finding finding =
        total < parallelism
            ? Finding.fault("flink.slots", found, expected, mend)
            : Finding.warning("flink.slots", found + ": the job waits for others", expected, mend);
    return finding.withCommand("curl http://%s/jobs/overview".formatted(address));
  }

  private Finding java() throws IOException, InterruptedException {
    String jvm = get("/jobmanager/environment").path("jvm").path("version").asText();
    Matcher matcher = JAVA.matcher(jvm);
    int needed = classFiles();
    String expected = "Java %d or later, for which this is compiled".formatted(needed);
    if (!matcher.find()) {
      return Finding.ok("flink.java", "the cluster does not say its Java", expected);
    }
    return Integer.parseInt(matcher.group(1)) >= needed
        ? Finding.ok("flink.java", jvm, expected)
        : Finding.fault(
            "flink.java",
            jvm,
            expected,
            "run the cluster on a JDK %d, with an image whose name ends in java%d for example"
                .formatted(needed, needed));
  }

  /** The version of Java that the job's classes need, as this one does. */
  private static int classFiles() throws IOException {
    try (InputStream in =
        FlinkClusterCheck.class.getResourceAsStream(
            FlinkClusterCheck.class.getSimpleName() + ".class")) {
      byte[] head = Objects.requireNonNull(in).readNBytes(8);
      return ((head[6] & 0xFF) << 8 | (head[7] & 0xFF)) - CLASS_FILES;
    }
  }
}
