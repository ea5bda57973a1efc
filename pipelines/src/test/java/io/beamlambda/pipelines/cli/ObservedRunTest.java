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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.kafka.EmbeddedKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run with everything in it that is counted, and what is told of it meanwhile and after. */
class ObservedRunTest {

  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/metrics");

  /** Recent, since the topic forgets after a month. */
  private static final Instant BEGIN =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(7));

  private static final Duration RETENTION = Duration.ofDays(30);
  private static final List<Row> ROWS = Row.generate(6_000, BEGIN, Duration.ofDays(6), 5, 1);

  @TempDir static Path folder;

  private static EmbeddedKafka kafka;
  private static Map<String, String> scraped;
  private static int exitCode;
  private static String address = "";
  private static Path report;
  private static String page = "";

  @BeforeAll
  static void runOnce() throws Exception {
    kafka = EmbeddedKafka.start();
    LakeWriter.ofRows().withLayout(Layout.hiveDays()).write(folder.resolve("lake"), ROWS);
    TopicWriter.ofRows()
        .withDisorder(Duration.ofHours(6))
        .write(
            kafka.bootstrapServers(),
            "events",
            ROWS.stream()
                .filter(row -> row.eventTime().isAfter(BEGIN.plus(Duration.ofHours(84))))
                .toList());
    forgetAfter(RETENTION);
    report = folder.resolve("reports/run.html");
    StringWriter err = new StringWriter();
    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(
            () ->
                Lambda.execute(
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(err, true),
                    arguments("--report=" + report, "--metricsPort=0")));
    address = await(err);
    scraped = scrapeUntilEnd(run);
    exitCode = run.get(2, TimeUnit.MINUTES);
    page = Files.exists(report) ? Files.readString(report) : err.toString();
  }

  private static void forgetAfter(Duration retention) throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, "events"),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry(
                              TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis())),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private static String[] arguments(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "aggregate",
                "--lake=" + folder.resolve("lake"),
                "--eventTimeField=event_time",
                "--bootstrapServers=" + kafka.bootstrapServers(),
                "--topic=events",
                "--from=" + BEGIN.plus(Duration.ofHours(12)),
                "--cutoff=" + BEGIN.plus(Duration.ofHours(100)),
                "--until=" + BEGIN.plus(Duration.ofHours(140)),
                "--key=key",
                "--value=value",
                "--window=fixed:PT1H",
                "--output=jdbc:sqlite:" + folder.resolve("results.db")));
    for (String argument : more) {
      String name = argument.substring(0, argument.indexOf('=') + 1);
      arguments.removeIf(given -> given.startsWith(name));
      arguments.add(argument);
    }
    return arguments.toArray(String[]::new);
  }

  private static String await(StringWriter err) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> ADDRESS.matcher(err.toString()).find());
    Matcher matcher = ADDRESS.matcher(err.toString());
    return matcher.find() ? matcher.group() : "";
  }

  /** The last value of each series, by name and labels. */
  private static Map<String, String> scrapeUntilEnd(CompletableFuture<Integer> run) {
    HttpClient http = HttpClient.newHttpClient();
    Map<String, String> latest = new LinkedHashMap<>();
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              try {
                String text =
                    http.send(
                            HttpRequest.newBuilder(URI.create(address)).build(),
                            HttpResponse.BodyHandlers.ofString())
                        .body();
                text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(
                        line -> {
                          int space = line.lastIndexOf(' ');
                          latest.put(line.substring(0, space), line.substring(space + 1));
                        });
              } catch (IOException e) {
                // The server ends with the job, also in the middle of an answer.
              }
              return run.isDone();
            });
    return latest;
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  private static Set<String> scrapedNames() {
    return scraped.keySet().stream()
        .map(series -> series.replaceFirst("\\{.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theRunIsDoneAndItsReportIsThere() {
    assertThat(exitCode).isZero();
    assertThat(page)
        .contains("<span class=\"verdict done\">done</span>")
        .contains("<h3>Event time reached</h3>")
        .contains("<h3>Gate</h3>")
        .contains("<h3>Windows fired</h3>")
        .contains("--cutoff")
        .doesNotContain("Not known here");
  }

  @Test
  void theReportCountsWhatThereWas() {
    Instant from = BEGIN.plus(Duration.ofHours(12));
    Instant cutoff = BEGIN.plus(Duration.ofHours(100));
    Instant until = BEGIN.plus(Duration.ofHours(140));
    long lake =
        ROWS.stream()
            .filter(row -> !row.eventTime().isBefore(from) && row.eventTime().isBefore(cutoff))
            .count();
    long stream =
        ROWS.stream()
            .filter(row -> !row.eventTime().isBefore(cutoff) && row.eventTime().isBefore(until))
            .count();
    assertThat(page)
        .contains(">lake</th>\n<td class=\"n\">%,d</td>".formatted(lake))
        .contains(">stream</th>\n<td class=\"n\">%,d</td>".formatted(stream));
  }

  @Test
  void metricsAreServedWithStepAndNamespace() {
    assertThat(scraped.keySet())
        .contains(
            "lambda_read_cutoff_millis{read=\"Read events\"}",
            "lambda_read_partitions{read=\"Read events\"}")
        .anyMatch(
            series ->
                series.startsWith(
                    "beam_lake_rows_total{namespace=\"io.beamlambda.io.LambdaIO\",step=\"Read"
                        + " events/"));
  }

  @Test
  void theServerEndsWithTheJob() {
    Assertions.assertThatThrownBy(
            () ->
                HttpClient.newHttpClient()
                    .send(
                        HttpRequest.newBuilder(URI.create(address)).build(),
                        HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void everyListedMetricOfAStreamingJobIsServed() throws IOException {
    Set<String> listed =
        MetricsList.read().stream().map(MetricsList.Metric::prometheus).collect(Collectors.toSet());

    assertThat(scrapedNames()).containsAll(listed);
  }

  @Test
  void everyMetricOfThisProjectThatIsServedIsListed() throws IOException {
    Set<String> listed =
        MetricsList.read().stream().map(MetricsList.Metric::prometheus).collect(Collectors.toSet());

    assertThat(scraped.keySet())
        .filteredOn(series -> series.contains("namespace=\"io.beamlambda."))
        .extracting(series -> series.replaceFirst("\\{.*", ""))
        .isNotEmpty()
        .isSubsetOf(listed);
  }

  @Test
  void everyMetricThatTheDashboardAsksForIsServed() throws IOException {
    Set<String> asked = Dashboard.metrics();

    assertThat(asked).hasSizeGreaterThan(10);
    assertThat(scrapedNames()).containsAll(asked);
  }

  @Test
  void theDashboardHasWhatGrafanaImports() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(Dashboard.FILE.toFile());

    assertThat(dashboard.at("/__inputs/0/type").asText()).isEqualTo("datasource");
    assertThat(dashboard.at("/__inputs/0/pluginId").asText()).isEqualTo("prometheus");
    assertThat(dashboard.at("/id").isNull()).isTrue();
    assertThat(dashboard.at("/uid").asText()).isNotEmpty();
    assertThat(dashboard.at("/schemaVersion").asInt()).isGreaterThanOrEqualTo(36);
    assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
    Set<Integer> ids = new TreeSet<>();
    for (JsonNode panel : dashboard.get("panels")) {
      assertThat(ids.add(panel.get("id").asInt())).as("id of its own").isTrue();
      assertThat(panel.at("/gridPos/w").asInt() + panel.at("/gridPos/x").asInt())
          .isLessThanOrEqualTo(24);
      if (!List.of("row", "text").contains(panel.get("type").asText())) {
        assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
        assertThat(panel.get("targets")).isNotEmpty();
      }
    }
  }

  @Test
  void aJobThatFailsHasAReportThatSaysWhy() throws Exception {
    TopicWriter.ofRows().write(kafka.bootstrapServers(), "broken", ROWS.subList(3_600, 4_400));
    publish("broken", ROWS.get(4_400), "neither JSON nor anything else");
    TopicWriter.ofRows().write(kafka.bootstrapServers(), "broken", ROWS.subList(4_401, 4_500));
    Path failed = folder.resolve("failed.html");

    Outcome outcome =
        Outcome.of(arguments("--report=" + failed, "--topic=broken", "--until=stream-end"));

    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.err()).contains("Report of the run: " + failed);
    assertThat(failed)
        .content()
        .contains("<span class=\"verdict failed\">failed</span>")
        .contains("<p>The job failed: ")
        .contains("topic broken");
  }

  @Test
  void aRunThatIsInterruptedHasAReportOfWhatWasKnown() throws Exception {
    Path interrupted = folder.resolve("interrupted.html");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Lambda.class.getName()));
    // Without an end it goes on until it is told to stop.
    Stream.of(arguments("--report=" + interrupted, "--metricsPort=0"))
        .filter(argument -> !argument.startsWith("--until="))
        .forEach(command::add);
    Path err = folder.resolve("interrupted.err");
    Process process =
        new ProcessBuilder(command)
            .redirectError(err.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> Files.readString(err).contains("/metrics") || !process.isAlive());
      // As Ctrl-C does.
      process.destroy();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(interrupted)
        .content()
        .contains("<span class=\"verdict interrupted\">interrupted</span>");
    assertThat(err).content().contains("Report of the run: " + interrupted);
  }

  private static void publish(String topic, Row row, String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              topic, null, row.eventTime().toEpochMilli(), null, value.getBytes(UTF_8)));
    }
  }

  @Test
  void aFolderIsNoFileForAReport() {
    Outcome outcome = Outcome.of(arguments("--report=" + folder));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            "lambda: --report=%s is a directory: name a file, for example %s/run-report.html\n"
                .formatted(folder, folder));
  }

  @Test
  void whatIsNoPortIsRefused() {
    Outcome outcome = Outcome.of(arguments("--metricsPort=65536"));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            "lambda: Invalid --metricsPort=65536: a port is a number from 0 (any free one) to"
                + " 65535\n");
  }
}
