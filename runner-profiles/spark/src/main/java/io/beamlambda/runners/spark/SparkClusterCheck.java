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
package io.beamlambda.runners.spark;

import io.beamlambda.pipelines.doctor.Address;
import io.beamlambda.pipelines.doctor.Check;
import io.beamlambda.pipelines.doctor.Finding;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a standalone master answers, fits this profile, and has workers for the job. The master
 * is asked for the port of its web interface, which tells the rest.
 */
final class SparkClusterCheck implements Check {

  private static final String SCHEME = "spark://";

  private final String master;
  private final String profile;
  private final long executorMegabytes;

  /**
   * @param master {@code spark://host:port}
   * @param profile the version of Spark that jobs are built with
   * @param executorMegabytes what an executor of the job takes
   */
  SparkClusterCheck(String master, String profile, long executorMegabytes) {
    this.master = master;
    this.profile = profile;
    this.executorMegabytes = executorMegabytes;
  }

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(40);
  }

  @Override
  public List<Finding> run() throws InterruptedException {
    if (!master.startsWith(SCHEME)) {
      return List.of(
          Finding.warning(
              "spark.cluster",
              "%s is not looked at".formatted(master),
              "a standalone master, spark://host:port",
              "look at it with its own tools"));
    }
    List<Finding> findings = new ArrayList<>();
    for (String text : master.substring(SCHEME.length()).split(",", -1)) {
      Optional<Address> address = Address.parse(text);
      if (address.isEmpty()) {
        findings.add(silent(text, "it is no host:port"));
      } else {
        ask(address.get(), findings);
      }
    }
    return findings;
  }

  private void ask(Address address, List<Finding> findings) throws InterruptedException {
    Optional<String> unreachable = address.unreachable();
    if (unreachable.isPresent()) {
      findings.add(silent(address.toString(), unreachable.get()));
      return;
    }
    int webPort;
    try {
      webPort = SparkMasterPorts.webPort(address);
    } catch (Exception e) {
      // Scala's methods do not declare what they throw: a time-out is a checked exception.
      findings.add(
          silent(address.toString(), "what listens there does not speak this Spark: " + e));
      return;
    }
    findings.add(
        Finding.ok(
            "spark.cluster", "a master answers at " + address, expected(address.toString())));
    URI web = URI.create("http://" + new Address(address.host(), webPort));
    try {
      findings.addAll(new SparkMasterPage(web, profile, executorMegabytes).findings());
    } catch (IOException e) {
      findings.add(
          Finding.warning(
                  "spark.version",
                  "the master's web interface at %s does not answer: %s"
                      .formatted(web, e.getMessage()),
                  "an interface that tells version, workers and memory",
                  "open that port, or look there from a machine that reaches it")
              .withCommand("curl -v %s/json/".formatted(web)));
    }
  }

  private static String expected(String address) {
    return "a master of a standalone cluster at " + address;
  }

  private static Finding silent(String address, String reason) {
    return Finding.fault(
            "spark.cluster",
            "no master at %s: %s".formatted(address, reason),
            expected(address),
            "start it, or correct --sparkMaster=spark://HOST:PORT; for a trial:")
        .withCommand("./lambda cluster spark start");
  }
}
