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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The profile's {@code jvm.flags}: what the launcher gives the JVM of a job. */
final class JvmFlags {

  private static final Path FILE = Path.of("jvm.flags");

  private JvmFlags() {}

  /** All of them. */
  static List<String> all() throws IOException {
    return Files.readAllLines(FILE).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  /** Those that a JVM needs wherever it runs; the others keep Spark on the loopback interface. */
  static List<String> opens() throws IOException {
    return all().stream().filter(flag -> flag.startsWith("--add-opens=")).toList();
  }
}
