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
package io.beamlambda.pipelines.cli;

import io.beamlambda.pipelines.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is told of a job besides its progress. */
final class ObservationOptions {

  private static final int LAST_PORT = 65_535;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Writes an HTML page about the run when it ends, fails or is interrupted: event time,"
              + " rows, lead and gate over time.")
  private @Nullable Path report;

  @Option(
      names = "--metricsPort",
      paramLabel = "PORT",
      description =
          "Serves the job's metrics for Prometheus at this port of the loopback interface while it"
              + " runs; 0 for any free one, which is printed.")
  private @Nullable Integer metricsPort;

  /**
   * Where the report goes, or null if none is wanted.
   *
   * @throws UsageException if it is a directory
   */
  @Nullable Path report() {
    if (report != null && Files.isDirectory(report)) {
      throw new UsageException(
          "--report=%s is a directory: name a file, for example %s"
              .formatted(report, report.resolve("run-report.html")));
    }
    return report;
  }

  /**
   * Where metrics are served, or nothing if they are not.
   *
   * @throws UsageException if it is no port
   */
  OptionalInt metricsPort() {
    if (metricsPort == null) {
      return OptionalInt.empty();
    }
    if (metricsPort < 0 || metricsPort > LAST_PORT) {
      throw new UsageException(
          "Invalid --metricsPort=%d: a port is a number from 0 (any free one) to %d"
              .formatted(metricsPort, LAST_PORT));
    }
    return OptionalInt.of(metricsPort);
  }
}
