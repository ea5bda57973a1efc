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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Java that runs this: version, vendor, and whether it can compile. */
final class JavaCheck implements Check {

  private static final int VERSION = 17;
  private static final String EXPECTED = "a JDK " + VERSION;

  /** Variables out of which a JVM takes options that nobody sees on the command line. */
  private static final List<String> VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

  private final Runtime.Version version;
  private final Path home;
  private final Map<String, String> environment;

  JavaCheck() {
    this(Runtime.version(), Path.of(System.getProperty("java.home")), System.getenv());
  }

  JavaCheck(Runtime.Version version, Path home, Map<String, String> environment) {
    this.version = version;
    this.home = home;
    this.environment = new TreeMap<>(environment);
  }

  @Override
  public String name() {
    return "java";
  }

  @Override
  public List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    String found =
        "Java %s of %s in %s".formatted(version, System.getProperty("java.vendor"), home);
    boolean compiles = Files.isExecutable(home.resolve("bin").resolve("javac"));
    if (version.feature() != VERSION) {
      findings.add(
          Finding.fault(
              "java",
              found,
              EXPECTED + ": the runners do not support another one",
              "set JAVA_HOME to a JDK " + VERSION));
    } else if (!compiles) {
      findings.add(
          Finding.warning(
              "java",
              found + ", without a compiler",
              EXPECTED,
              "set JAVA_HOME to a JDK " + VERSION + ", so that ./lambda can build what changes"));
    } else {
      findings.add(Finding.ok("java", found, EXPECTED));
    }
    List<String> set =
        VARIABLES.stream().filter(name -> !environment.getOrDefault(name, "").isBlank()).toList();
    if (!set.isEmpty()) {
      findings.add(
          Finding.warning(
              "java.environment",
              String.join(", ", set) + " set: every JVM takes options out of it",
              "none of them set",
              "make sure that the options there are meant, or unset it; ./lambda takes"
                  + " LAMBDA_JAVA_OPTS"));
    }
    return findings;
  }
}
