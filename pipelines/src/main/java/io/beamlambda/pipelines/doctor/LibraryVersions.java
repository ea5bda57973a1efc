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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.apache.kafka.common.utils.AppInfoParser;

/** Libraries that have to be of one version among themselves, or must not be of some. */
final class LibraryVersions implements Check {

  /**
   * Jars that are released together.
   *
   * @param name for people
   * @param artifact which jars belong to it
   * @param part how much of the version has to agree
   * @param status what a difference is
   */
  private record Family(String name, Pattern artifact, Pattern part, Status status) {

    static Family whole(String name, String artifact, Status status) {
      return new Family(name, Pattern.compile(artifact), Pattern.compile(".*"), status);
    }

    String versionOf(Library library) {
      var matcher = part.matcher(library.version());
      return matcher.lookingAt() ? matcher.group() : library.version();
    }
  }

  private static final Pattern MINOR = Pattern.compile("\\d+\\.\\d+");

  private static final List<Family> FAMILIES =
      List.of(
          // ParquetIO is published less often; its version is one of its own.
          Family.whole(
              "Beam", "beam-(?!lambda|vendor|sdks-java-io-parquet|examples).*", Status.FAULT),
          new Family(
              "Jackson",
              Pattern.compile("jackson-(core|databind|annotations|module-scala.*)"),
              MINOR,
              Status.FAULT),
          Family.whole("Avro", "avro", Status.FAULT),
          Family.whole("Parquet", "parquet-(?!format).*", Status.FAULT),
          Family.whole("Guava", "guava", Status.FAULT),
          Family.whole("Kafka", "kafka-clients|kafka_2\\.\\d+|kafka-server.*", Status.WARNING),
          new Family(
              "Netty",
              // netty-nio-client is Amazon's.
              Pattern.compile("netty-(?!tcnative|nio-client).*"),
              Pattern.compile("\\d+\\.\\d+"),
              Status.WARNING),
          Family.whole("Flink", "flink-(?!shaded|connector|scala).*", Status.FAULT),
          Family.whole("Spark", "spark-.*_2\\.\\d+", Status.FAULT));

  private static final int LAST_KAFKA = 3;

  private final List<Library> libraries;
  private final String kafkaClients;

  LibraryVersions(ClassPath classPath) {
    this(
        classPath.jars().stream().flatMap(jar -> Library.of(jar).stream()).toList(),
        AppInfoParser.getVersion());
  }

  /**
   * @param kafkaClients the version that the classes in use say
   */
  LibraryVersions(List<Library> libraries, String kafkaClients) {
    this.libraries = List.copyOf(libraries);
    this.kafkaClients = kafkaClients;
  }

  @Override
  public String name() {
    return "classpath.versions";
  }

  @Override
  public List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    for (Family family : FAMILIES) {
      differences(family, findings);
    }
    kafka(findings);
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              name(),
              "Beam %s, kafka-clients %s, %d libraries"
                  .formatted(
                      ReleaseInfo.getReleaseInfo().getSdkVersion(), kafkaClients, libraries.size()),
              "each of "
                  + FAMILIES.stream().map(Family::name).collect(Collectors.joining(", "))
                  + " in one version, and kafka-clients before 4"));
    }
    return findings;
  }

  private void differences(Family family, List<Finding> findings) {
    Map<String, Set<String>> byVersion = new TreeMap<>();
    for (Library library : libraries) {
      if (family.artifact().matcher(library.artifact()).matches()) {
        byVersion
            .computeIfAbsent(family.versionOf(library), version -> new TreeSet<>())
            .add(library.artifact() + " " + library.version());
      }
    }
    if (byVersion.size() < 2) {
      return;
    }
    findings.add(
        new Finding(
            name(),
            family.status(),
            "%s in versions %s: %s"
                .formatted(
                    family.name(),
                    String.join(" and ", byVersion.keySet()),
                    byVersion.values().stream()
                        .map(LibraryVersions::some)
                        .collect(Collectors.joining("; "))),
            "%s in one version".formatted(family.name()),
            "pin one in dependencyManagement; this shows who asks for them:",
            "mvn dependency:tree -Dverbose"));
  }

  private static String some(Set<String> libraries) {
    int shown = 3;
    String names = libraries.stream().limit(shown).collect(Collectors.joining(", "));
    return libraries.size() > shown ? names + ", ... (" + libraries.size() + ")" : names;
  }

  private void kafka(List<Finding> findings) {
    int major =
        Pattern.compile("\\d+")
            .matcher(kafkaClients)
            .results()
            .findFirst()
            .map(match -> Integer.parseInt(match.group()))
            .orElse(0);
    if (major > LAST_KAFKA) {
      findings.add(
          Finding.fault(
              name(),
              "kafka-clients " + kafkaClients,
              "kafka-clients 3: with 4, Beam's KafkaIO reads nothing, without an error",
              "pin kafka-clients to 3.9 in dependencyManagement"));
    }
  }
}
