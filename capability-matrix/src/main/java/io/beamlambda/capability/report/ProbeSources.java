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
package io.beamlambda.capability.report;

import io.beamlambda.capability.probe.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The code of probes: the build puts it beside their classes. */
final class ProbeSources {

  private final Map<String, Class<?>> probes = new HashMap<>();

  /** All probes of the class path. */
  ProbeSources() {
    ServiceLoader.load(Probe.class).stream()
        .map(ServiceLoader.Provider::type)
        .forEach(x -> probes.put(x.getSimpleName(), x));
  }

  /** A probe's code, with that of the probe that it extends, without licence; empty if unknown. */
  Optional<String> source(String name) {
    StringBuilder code = new StringBuilder();
    for (Class<?> type = probes.get(name);
        type != null && Probe.class.isAssignableFrom(type);
        type = type.getSuperclass()) {
      code.append(code.isEmpty() ? "" : "\n").append(read(type).orElse(""));
    }
    return code.isEmpty() ? Optional.empty() : Optional.of(code.toString());
  }

  private static Optional<String> read(Class<?> type) {
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".java")) {
      if (in == null) {
        return Optional.empty();
      }
      String file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(file.substring(Math.max(0, file.indexOf("package "))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
