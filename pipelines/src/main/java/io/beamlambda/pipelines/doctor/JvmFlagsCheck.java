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
import java.util.Optional;

/** Whether each flag that the profile wants is in force in this JVM, however it was started. */
final class JvmFlagsCheck implements Check {

  private static final String OPENS = "--add-opens=";
  private static final String PROPERTY = "-D";

  private final String profile;
  private final List<String> flags;
  private final Module reader;

  /**
   * @param flags the lines of the profile's {@code jvm.flags}
   */
  JvmFlagsCheck(String profile, List<String> flags) {
    this.profile = profile;
    this.flags =
        flags.stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    this.reader = getClass().getModule();
  }

  @Override
  public String name() {
    return "jvm.flags";
  }

  @Override
  public List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    int inForce = 0;
    for (String flag : flags) {
      Optional<Finding> missing =
          flag.startsWith(OPENS)
              ? closed(flag)
              : flag.startsWith(PROPERTY) ? different(flag) : Optional.empty();
      missing.ifPresent(findings::add);
      inForce += missing.isEmpty() ? 1 : 0;
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              name(), "%d of %d in force".formatted(inForce, flags.size()), "those of " + file()));
    }
    return findings;
  }

  /** {@code --add-opens=MODULE/PACKAGE=ALL-UNNAMED}. */
  private Optional<Finding> closed(String flag) {
    String[] parts = flag.substring(OPENS.length()).split("[/=]", 3);
    boolean open =
        parts.length == 3
            && ModuleLayer.boot()
                .findModule(parts[0])
                .filter(
                    module ->
                        module.getPackages().contains(parts[1]) && module.isOpen(parts[1], reader))
                .isPresent();
    return open
        ? Optional.empty()
        : Optional.of(
            Finding.fault(
                    name(),
                    flag + " is not in force",
                    "each flag of " + file(),
                    "start the JVM with it; ./lambda does, and a start of your own has to name the"
                        + " file")
                .withCommand("java @" + file() + " ..."));
  }

  private Optional<Finding> different(String flag) {
    int end = flag.indexOf('=');
    String property = flag.substring(PROPERTY.length(), end < 0 ? flag.length() : end);
    String wanted = end < 0 ? "" : flag.substring(end + 1);
    String found = System.getProperty(property);
    return wanted.equals(found)
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                name(),
                found == null ? flag + " is not set" : "-D%s=%s".formatted(property, found),
                flag + ", of " + file(),
                "take it out of LAMBDA_JAVA_OPTS, or start the JVM with it, unless another value is"
                    + " meant"));
  }

  private String file() {
    return "runner-profiles/" + profile + "/jvm.flags";
  }
}
