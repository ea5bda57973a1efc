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

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Maven that builds what changes; the launcher needs it for nothing else. */
final class MavenCheck implements Check {

  private static final Pattern VERSION = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)\\S*");
  private static final String EXPECTED = "Maven 3.8 or later";
  private static final int MAJOR = 3;
  private static final int MINOR = 8;
  private static final long SECONDS = 15;

  private final String command;

  MavenCheck() {
    this("mvn");
  }

  MavenCheck(String command) {
    this.command = command;
  }

  @Override
  public String name() {
    return "maven";
  }

  @Override
  public List<Finding> run() throws IOException, InterruptedException {
    Optional<Matcher> version = version();
    if (version.isEmpty()) {
      return List.of(
          Finding.warning(
              name(),
              "no Maven on the PATH",
              EXPECTED,
              "install it, so that ./lambda can build what changes"));
    }
    Matcher found = version.get();
    int major = Integer.parseInt(found.group(1));
    boolean old = major < MAJOR || (major == MAJOR && Integer.parseInt(found.group(2)) < MINOR);
    return List.of(
        old
            ? Finding.warning(
                name(), found.group(), EXPECTED, "install a later one: the build refuses this one")
            : Finding.ok(name(), found.group(), EXPECTED));
  }

  private Optional<Matcher> version() throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command, "--batch-mode", "--version")
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      return Optional.empty();
    }
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      process.waitFor(SECONDS, TimeUnit.SECONDS);
      Matcher matcher = VERSION.matcher(output);
      return matcher.find() ? Optional.of(matcher) : Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }
}
