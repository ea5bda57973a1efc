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
package io.beamlambda.runners.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.kafka.EmbeddedKafka;
import io.beamlambda.pipelines.cli.Lambda;
import io.beamlambda.runners.cluster.StagedFiles;
import io.beamlambda.runners.cluster.flink.FlinkCluster;
import io.beamlambda.runners.cluster.flink.FlinkClusterSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a job on a cluster of separate JVMs tells by Flink's own reporter, as it is configured in
 * {@code observability/}: by way of a push gateway, since the other one listens on every interface.
 * Both have the same names.
 */
@Tag("cluster")
class FlinkClusterMetricsTest {

  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Instant BEGIN = Instant.parse("2001-01-01T00:00:00Z");
  private static final Instant CUTOFF = BEGIN.plus(Duration.ofDays(3));
  private static final Path PUSH = Path.of("observability", "config-push.yaml");
  private static final Path RULES = Path.of("..", "..", "observability", "prometheus-flink.yml");
  private static final Path DASHBOARD =
      Path.of("..", "..", "observability", "grafana-dashboard.json");

  private static final Pattern RULE =
      Pattern.compile(
          "- source_labels: \\[(.*)]\\s+regex: \"(.*)\"\\s+target_label: (\\w+)\\s+replacement:"
              + " \"(.*)\"");
  private static final Pattern COMMA = Pattern.compile(", ");
  private static final Pattern SERIES = Pattern.compile("^(\\w+)\\{(.*)} (\\S+)$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Kafka keeps the topic's records for ever here. */
  private static final Set<String> NOT_HERE = Set.of("beam_retention_margin_millis");

  @TempDir Path dir;

  /** What each process has pushed last, by the address that it pushes to. */
  private final Map<String, String> pushed = new ConcurrentHashMap<>();

  @Test
  void tellsEveryMetricThatTheDashboardAsksFor() throws Exception {
    List<Row> rows = Row.generate(4_000, BEGIN, Duration.ofDays(6), 5, 1);
    LakeWriter.ofRows().withLayout(Layout.hiveDays()).write(dir.resolve("lake"), rows);
    HttpServer gateway =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext("/metrics/job/", this::receive);
    gateway.start();
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        FlinkCluster cluster =
            FlinkCluster.start(settings(gateway.getAddress().getPort()).withDir(dir))) {
      publish(
          kafka,
          rows.stream()
              .filter(row -> !row.eventTime().isBefore(BEGIN.plus(Duration.ofDays(2))))
              .toList());
      CompletableFuture<Integer> run = run(kafka, cluster);
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  run.isDone()
                      || value("beam_stream_events_total") > 1_900
                          && value("beam_results_written_total") > 500);
      assertThat(run).isNotDone();

      // Of the first day of the stream, whose windows have all closed.
      publish(kafka, rows.stream().filter(row -> row.eventTime().equals(CUTOFF)).toList());
      Set<String> asked = asked();
      asked.removeAll(NOT_HERE);
      await().atMost(LIMIT).untilAsserted(() -> assertThat(renamed().keySet()).containsAll(asked));

      assertThat(renamed().get("beam_lake_rows_total"))
          .isNotEmpty()
          .allSatisfy(
              labels ->
                  assertThat(labels)
                      .containsEntry("namespace", "io.beamlambda.io.LambdaIO")
                      .hasEntrySatisfying(
                          "step", step -> assertThat(step).contains("Read_events")));
      assertThat(value("beam_lake_rows_total")).isEqualTo(2_000);
      cluster.rest().jobs().keySet().forEach(job -> cluster.rest().cancel(job, LIMIT));
    } finally {
      gateway.stop(0);
    }
  }

  private static FlinkClusterSettings settings(int port) throws IOException {
    FlinkClusterSettings settings = FlinkClusterSettings.defaults();
    for (String line : Files.readAllLines(PUSH)) {
      int colon = line.indexOf(": ");
      if (colon > 0 && !line.startsWith("#")) {
        settings = settings.with(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return settings
        .with("metrics.reporter.promgateway.hostUrl", "http://127.0.0.1:" + port)
        .with("metrics.reporter.promgateway.interval", "1 SECONDS");
  }

  private void receive(HttpExchange exchange) throws IOException {
    pushed.put(
        exchange.getRequestURI().getPath(),
        new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
  }

  private static void publish(EmbeddedKafka kafka, List<Row> rows) {
    assertThat(rows).isNotEmpty();
    TopicWriter.ofRows().write(kafka.bootstrapServers(), "events", rows);
  }

  private CompletableFuture<Integer> run(EmbeddedKafka kafka, FlinkCluster cluster) {
    StagedFiles classes = StagedFiles.without(FlinkCluster.engine()).inPlace(dir);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "aggregate",
                "--runner=flink",
                "--lake=" + dir.resolve("lake"),
                "--eventTimeField=event_time",
                "--bootstrapServers=" + kafka.bootstrapServers(),
                "--topic=events",
                "--cutoff=" + CUTOFF,
                "--key=key",
                "--value=value",
                "--window=fixed:PT1H",
                "--output=jdbc:sqlite:" + dir.resolve("results.db")));
    arguments.addAll(cluster.jobOptions(classes));
    return CompletableFuture.supplyAsync(
        () -> {
          PrintWriter nowhere = new PrintWriter(new StringWriter());
          return Lambda.execute(nowhere, nowhere, arguments.toArray(String[]::new));
        });
  }

  private double value(String name) {
    return renamed().getOrDefault(name, List.of()).stream()
        .mapToDouble(labels -> Double.parseDouble(labels.getOrDefault("value", "0")))
        .sum();
  }

  /** What Prometheus would keep, by name: the labels, and the value as one of them. */
  private Map<String, List<Map<String, String>>> renamed() {
    List<MatchResult> rules = RULE.matcher(read(RULES)).results().toList();
    Map<String, List<Map<String, String>>> byName = new TreeMap<>();
    for (String text : pushed.values()) {
      text.lines()
          .map(SERIES::matcher)
          .filter(Matcher::matches)
          .forEach(
              series -> {
                Map<String, String> labels = new TreeMap<>(Map.of("__name__", series.group(1)));
                Matcher label = LABEL.matcher(series.group(2));
                while (label.find()) {
                  labels.put(label.group(1), label.group(2));
                }
                rules.forEach(rule -> apply(rule, labels));
                labels.put("value", series.group(3));
                byName
                    .computeIfAbsent(labels.getOrDefault("__name__", ""), name -> new ArrayList<>())
                    .add(labels);
              });
    }
    return byName;
  }

  /** As Prometheus does: the expression is for the whole of the labels, joined by semicolons. */
  private static void apply(MatchResult rule, Map<String, String> labels) {
    String source =
        COMMA
            .splitAsStream(rule.group(1))
            .map(label -> labels.getOrDefault(label, ""))
            .collect(Collectors.joining(";"));
    Matcher matcher = Pattern.compile(rule.group(2)).matcher(source);
    if (matcher.matches()) {
      labels.put(rule.group(3), matcher.replaceFirst(rule.group(4)));
    }
  }

  private static Set<String> asked() {
    return Pattern.compile("\\bbeam_[a-z_]+")
        .matcher(
            read(DASHBOARD)
                .lines()
                .filter(line -> line.contains("\"expr\""))
                .collect(Collectors.joining("\n")))
        .results()
        .map(result -> result.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
