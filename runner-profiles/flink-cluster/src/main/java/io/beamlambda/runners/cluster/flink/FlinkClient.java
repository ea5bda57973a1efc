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
package io.beamlambda.runners.cluster.flink;

import io.beamlambda.runners.cluster.EngineClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Flink's own command line for a cluster, as {@code bin/flink} of a distribution. */
final class FlinkClient {

  private static final String MAIN = "org.apache.flink.client.cli.CliFrontend";
  private static final String SCRIPT =
      """
      #!/bin/sh
      # Made together with the cluster: Flink's command line, for this cluster.
      FLINK_CONF_DIR=%s exec %s @%s %s "$@"
      """;

  private FlinkClient() {}

  /**
   * Writes the script.
   *
   * @param configuration a directory with the {@code config.yaml} that leads to the cluster
   * @return where it is
   */
  static Path write(Path dir, Path configuration, EngineClassPath engine, List<String> flags)
      throws IOException {
    Path arguments = configuration.resolve("client.args");
    Files.writeString(
        arguments,
        String.join("\n", flags)
            // Quiet: as warnings it says that there is no YARN, and no plugin.
            + "\n-Dorg.slf4j.simpleLogger.defaultLogLevel=error\n-cp\n\"%s\"\n"
                .formatted(engine.text().replace("\\", "\\\\")));
    Path script = Files.createDirectories(dir.resolve("bin")).resolve("flink");
    Files.writeString(
        script,
        SCRIPT.formatted(
            quoted(configuration),
            quoted(Path.of(System.getProperty("java.home"), "bin", "java")),
            quoted(arguments),
            MAIN));
    if (!script.toFile().setExecutable(true)) {
      throw new IOException("Cannot make " + script + " executable");
    }
    return script;
  }

  private static String quoted(Path path) {
    return "'" + path.toAbsolutePath().toString().replace("'", "'\\''") + "'";
  }
}
