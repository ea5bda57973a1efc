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

import io.beamlambda.io.ReadProgress;
import io.beamlambda.pipelines.UsageException;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Tells a job's metrics to Prometheus, on the loopback interface. */
final class MetricsServer implements AutoCloseable {

  private final HTTPServer server;

  private MetricsServer(HTTPServer server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any free one
   * @throws UsageException if it is taken
   */
  static MetricsServer start(int port, List<ReadProgress> reads, JobMetrics metrics) {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(new JobCollector(reads, metrics));
    try {
      return new MetricsServer(
          HTTPServer.builder()
              .inetAddress(InetAddress.getLoopbackAddress())
              .port(port)
              .registry(registry)
              .buildAndStart());
    } catch (IOException e) {
      throw new UsageException(
          "Cannot listen at port %d for --metricsPort (%s): take another one, or 0 for any"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  /** Where Prometheus asks. */
  String address() {
    return "http://%s:%d/metrics"
        .formatted(InetAddress.getLoopbackAddress().getHostAddress(), server.getPort());
  }

  @Override
  public void close() {
    server.close();
  }
}
