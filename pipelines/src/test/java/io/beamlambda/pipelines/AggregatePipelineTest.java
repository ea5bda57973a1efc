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
package io.beamlambda.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.beamlambda.fixtures.Duck;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.RowOrder;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.fixtures.WindowResult;
import io.beamlambda.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AggregatePipelineTest {

  private static final Instant FROM = Instant.parse("2001-03-01T00:00:00Z");
  private static final Instant CUTOFF = Instant.parse("2001-03-03T00:00:00Z");
  private static final List<Row> ROWS = Row.generate(1000, FROM, Duration.ofDays(3), 6, 11);

  @TempDir private static Path directory;
  private static EmbeddedKafka kafka;
  private static Duck.Events events;

  @BeforeAll
  static void writeLakeAndTopic() throws IOException {
    kafka = EmbeddedKafka.start();
    // Lake and stream overlap by twelve hours on both sides of the cutoff.
    LakeWriter.ofRows()
        .withLayout(Layout.hiveDays())
        .withRowOrder(RowOrder.SHUFFLED)
        .withRowsPerRowGroup(300)
        .write(lake(), rows(FROM, CUTOFF.plus(Duration.ofHours(12))));
    TopicWriter.ofRows()
        .withPartitions(2)
        .withDisorder(Duration.ofMinutes(20))
        .write(
            kafka.bootstrapServers(),
            "events",
            rows(CUTOFF.minus(Duration.ofHours(12)), Instant.MAX));
    Path all = directory.resolve("all");
    LakeWriter.ofRows().write(all, ROWS);
    events = Duck.Events.ofParquet(all.resolve("*.parquet"), "event_time", "key", "value");
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  private static Path lake() {
    return directory.resolve("lake");
  }

  private static List<Row> rows(Instant from, Instant to) {
    return ROWS.stream()
        .filter(row -> !row.eventTime().isBefore(from) && row.eventTime().isBefore(to))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "fixed:PT1H, --streaming --lanes=3",
    "fixed:PT1H, --lakeStrategy=ordered",
    "sliding:PT6H/PT2H, --streaming --early=PT0.01S",
    "sessions:PT20M, --streaming --early=PT0.01S --lateness=PT1H",
    "sessions:PT20M, ''",
  })
  void everyResultIsThatOfSqlOverAllEvents(String window, String more) throws SQLException {
    String output = output(window + more);
    String[] options = options(window, output, more.split(" ", -1));

    run(options);

    assertThat(results(output)).isEqualTo(expected(window));
  }

  @Test
  void lakeAloneIsReadToItsEnd() throws SQLException {
    String output = output("alone");

    run(
        "--lake=" + lake(),
        "--eventTimeField=event_time",
        "--key=key",
        "--value=value",
        "--window=fixed:P1D",
        "--output=" + output);

    assertThat(Results.read(output).stream().mapToLong(Result::elements).sum())
        .isEqualTo(rows(FROM, CUTOFF.plus(Duration.ofHours(12))).size());
  }

  @Test
  void malformedRecordStopsTheJobAndIsNamed() {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      kafka.createTopic("malformed", 1);
      long after = CUTOFF.plusSeconds(60).toEpochMilli();
      for (String json : List.of("{\"key\":\"k1\",\"value\":1}", "{\"key\":\"k1\",\"value\":")) {
        producer.send(new ProducerRecord<>("malformed", 0, after, null, json.getBytes(UTF_8)));
      }
    }

    Throwable thrown =
        catchThrowable(
            () ->
                run(
                    options(
                        "fixed:PT1H", output("malformed"), "--topic=malformed", "--gapAllowed")));

    assertThat(messages(thrown))
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("topic malformed, partition 0, offset 1: its value is no JSON: "));
  }

  static Stream<List<String>> wrongOptions() {
    return Stream.of(
        List.of("--window=", "Missing option --window."),
        List.of("--key=", "Missing option --key."),
        List.of(
            "--offsetColumns=offset",
            "Invalid --offsetColumns 'offset': expected two columns, PARTITION,OFFSET."),
        List.of("--value=a..b", "Invalid --value 'a..b': expected names joined by single dots."),
        List.of(
            "--key=user",
            "Invalid --key 'user': expected a column of the lake at "
                + lake()
                + ": [event_time, key, value]."),
        List.of(
            "--value=value.amount",
            "Invalid --value 'value.amount': expected a column of the lake at "
                + lake()
                + ": [event_time, key, value]."),
        List.of("--output=", "Missing option --output."),
        List.of("--topic=", "Missing option --topic."),
        List.of("--early=PT0S", "Invalid --early 'PT0S': expected longer than zero."),
        List.of(
            "--lateness=soon",
            "Invalid --lateness 'soon': expected an ISO-8601 duration, for example PT1H or P7D."),
        List.of(
            "--cutoff=2001-03-01",
            "Invalid --cutoff '2001-03-01': expected an ISO-8601 instant in UTC, for example"
                + " 2001-03-01T00:00:00Z, or sealed, or stream-offsets."),
        List.of(
            "--until=now",
            "Invalid --until 'now': expected an ISO-8601 instant in UTC, for example"
                + " 2001-03-01T00:00:00Z, or stream-end."),
        List.of(
            "--eventTimeZone=Mars",
            "Invalid --eventTimeZone 'Mars': expected a zone or offset, for example Europe/Vienna or"
                + " +02:00."),
        List.of(
            "--eventTimeFormat=nanos",
            "Invalid --eventTimeFormat 'nanos': expected auto, epoch-seconds, epoch-millis or"
                + " iso-8601."),
        List.of(
            "--lakeStrategy=fast", "Invalid --lakeStrategy 'fast': expected ordered or bounded."),
        List.of("--lanes=0", "Invalid --lanes '0': expected a number from 1 on."),
        List.of(
            "--output=kafka:results",
            "Unknown output scheme 'kafka': results go to jdbc:sqlite:FILE or"
                + " jdbc:postgresql://HOST/DATABASE."));
  }

  @ParameterizedTest
  @MethodSource("wrongOptions")
  void wrongOptionIsExplainedInOneSentence(List<String> optionAndMessage) {
    String option = optionAndMessage.get(0);
    List<String> options =
        new ArrayList<>(List.of(options("fixed:PT1H", "jdbc:sqlite:results.db")));
    options.removeIf(other -> other.startsWith(option.substring(0, option.indexOf('=') + 1)));
    options.add(option);

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> build(options.toArray(new String[0])))
        .withMessage(optionAndMessage.get(1));
  }

  @Test
  void pipelineIsFoundByItsName() {
    assertThat(ServiceLoader.load(NamedPipeline.class))
        .filteredOn(pipeline -> pipeline.name().equals("aggregate"))
        .singleElement()
        .isInstanceOf(AggregatePipeline.class);
  }

  @Test
  void optionsThatMayHoldPasswordsAreNeitherSerializedNorDisplayed() throws IOException {
    AggregateOptions options =
        PipelineOptionsFactory.fromArgs(
                "--output=jdbc:postgresql://host/db?password=secret",
                "--consumerConfig={\"sasl.jaas.config\":\"secret\"}")
            .as(AggregateOptions.class);

    assertThat(options.getConsumerConfig()).containsEntry("sasl.jaas.config", "secret");
    assertThat(new ObjectMapper().writeValueAsString(options)).doesNotContain("secret");
    assertThat(DisplayData.from(options).items().toString()).doesNotContain("secret");
  }

  private static String output(String name) {
    return "jdbc:sqlite:" + directory.resolve(name.replaceAll("\\W", "-") + ".db");
  }

  private static String[] options(String window, String output, String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--lake=" + lake(),
                "--eventTimeField=event_time",
                "--bootstrapServers=" + kafka.bootstrapServers(),
                "--cutoff=" + CUTOFF,
                "--until=stream-end",
                "--key=key",
                "--value=value",
                "--maxDisorder=PT30M",
                "--window=" + window,
                "--output=" + output));
    if (Arrays.stream(more).noneMatch(option -> option.startsWith("--topic"))) {
      options.add("--topic=events");
    }
    Arrays.stream(more).filter(option -> !option.isEmpty()).forEach(options::add);
    return options.toArray(new String[0]);
  }

  private static Pipeline build(String... options) {
    Pipeline pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs(options).as(AggregateOptions.class));
    new AggregatePipeline().build(pipeline);
    return pipeline;
  }

  private static void run(String... options) {
    build(options).run().waitUntilFinish();
  }

  private static List<WindowResult> results(String output) {
    return Results.read(output).stream()
        .map(
            result ->
                new WindowResult(
                    result.key(),
                    Instant.ofEpochMilli(result.windowStart().getMillis()),
                    Instant.ofEpochMilli(result.windowEnd().getMillis()),
                    number(result, 0),
                    number(result, 1),
                    number(result, 2),
                    number(result, 3)))
        .toList();
  }

  private static long number(Result result, int field) {
    Number number = result.values().get(field);
    assertThat(number).isInstanceOf(Long.class);
    return number == null ? 0 : number.longValue();
  }

  private static List<WindowResult> expected(String window) throws SQLException {
    try (Duck duck = Duck.open()) {
      return switch (window) {
        case "fixed:PT1H" -> duck.fixed(events, Duration.ofHours(1));
        case "sliding:PT6H/PT2H" -> duck.sliding(events, Duration.ofHours(6), Duration.ofHours(2));
        case "sessions:PT20M" -> duck.sessions(events, Duration.ofMinutes(20));
        default -> throw new IllegalArgumentException(window);
      };
    }
  }

  private static List<String> messages(Throwable thrown) {
    List<String> messages = new ArrayList<>();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      messages.add(String.valueOf(cause.getMessage()));
    }
    return messages;
  }
}
