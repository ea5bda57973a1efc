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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether there is exactly one binding of slf4j, of the kind that its API looks for. */
final class LoggingBindings implements Check {

  private static final String PROVIDERS = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";
  private static final String OLD_BINDER = "org/slf4j/impl/StaticLoggerBinder.class";

  private final ClassLoader loader;

  LoggingBindings(ClassLoader loader) {
    this.loader = loader;
  }

  @Override
  public String name() {
    return "classpath.slf4j";
  }

  @Override
  public List<Finding> run() throws IOException {
    Set<String> providers = new TreeSet<>();
    for (URL file : Collections.list(loader.getResources(PROVIDERS))) {
      providers.addAll(linesOf(file));
    }
    List<URL> old = Collections.list(loader.getResources(OLD_BINDER));
    String expected = "one binding, for slf4j 2";
    if (providers.size() == 1) {
      return List.of(Finding.ok(name(), providers.iterator().next(), expected));
    }
    if (providers.isEmpty()) {
      return List.of(
          Finding.warning(
              name(),
              old.isEmpty()
                  ? "no binding: nothing is logged"
                  : "no binding for slf4j 2, but one for slf4j 1: " + old.get(0),
              expected,
              "add the binding that the runner's profile names"));
    }
    return List.of(
        Finding.warning(
                name(),
                "%d bindings: %s".formatted(providers.size(), String.join(", ", providers)),
                expected,
                "exclude all but one of them in the pom; this shows who asks for them:")
            .withCommand(
                "mvn dependency:tree"
                    + " -Dincludes=org.slf4j,org.apache.logging.log4j,ch.qos.logback"));
  }

  private static List<String> linesOf(URL file) throws IOException {
    try (InputStream in = file.openStream();
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      return reader
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }
}
