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

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.pipelines.cli.MetricsList.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.metrics.MetricName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list in docs/metrics.md is what the code counts, no more and no less. */
class MetricsListTest {

  private static final Pattern IN_CODE =
      Pattern.compile(
          "Metrics\\.(counter|gauge|distribution)\\(\\s*(\\w+)\\.class,\\s*\"(\\w+)\"\\)");

  @Test
  void listsExactlyWhatTheCodeCounts() throws IOException {
    Set<String> listed =
        MetricsList.read().stream()
            .map(metric -> metric.type() + " " + metric.namespace() + " " + metric.name())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(listed).isEqualTo(inCode());
  }

  private static Set<String> inCode() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String module : List.of("beam-lambda-io", "pipelines")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(
                file ->
                    IN_CODE
                        .matcher(content(file))
                        .results()
                        .map(match -> match.group(1) + " " + match.group(2) + " " + match.group(3))
                        .forEach(found::add));
      }
    }
    return found;
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void saysHowPrometheusNamesThem() throws IOException {
    for (Metric metric : MetricsList.read()) {
      String base = PrometheusName.of(MetricName.named("any", metric.name())).name();
      assertThat(metric.prometheus())
          .as(metric.name())
          .isEqualTo(metric.type().equals("counter") ? base + "_total" : base);
    }
  }

  @Test
  void prometheusIsToldHowFlinkNamesThem() throws IOException {
    String rules =
        Files.readString(Path.of("..", "observability", "prometheus-flink.yml"))
            .replaceAll("\\s+", " ");
    for (Metric metric : MetricsList.read()) {
      assertThat(rules)
          .contains(
              "_%s_%s\" target_label: __name__ replacement: \"%s\""
                  .formatted(metric.namespace(), metric.name(), metric.prometheus()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "io.x.Y, lakeRows, beam_lake_rows, ''",
    "source_splits, 0.backlog_elements, beam_backlog_elements, 0",
    "KafkaSink, RpcLatency-topic:x, beam_rpc_latency_topic_x, ''"
  })
  void metricsHaveNamesThatPrometheusTakes(
      String namespace, String name, String prometheus, String split) {
    assertThat(PrometheusName.of(MetricName.named(namespace, name)))
        .isEqualTo(new PrometheusName(prometheus, split));
  }
}
