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
package io.beamlambda.runners.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.beamlambda.fixtures.Flight;
import io.beamlambda.fixtures.Flights;
import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.fixtures.WindowResult;
import io.beamlambda.kafka.EmbeddedKafka;
import io.beamlambda.pipelines.cli.Lambda;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The flights job on a cluster, while things are stopped, killed and started again: lake, broker
 * and database are real, and the test decides how far the stream has come. No lateness is allowed.
 *
 * <p>A few days of flights, or a whole quarter with {@code -Dflights.parquet=FILE}.
 */
public final class FlightsOnCluster implements AutoCloseable {

  /** Longer than any step takes on a busy machine of two cores, of a quarter or of a few days. */
  public static final Duration LIMIT =
      Flights.full().isPresent() ? Duration.ofMinutes(30) : Duration.ofMinutes(5);

  private static final Duration DISORDER = Duration.ofMinutes(10);
  private static final String WINDOW = "fixed:PT1H";
  private static final String TOPIC = "flights";
  private static final int PARTITIONS = 3;
  private static final int FAREWELLS = 300;
  private static final String BOARD = "beam-lambda-board";
  private static final Pattern FIRST_LANE = Pattern.compile("\"participant\":0,.*\"bound\":(\\d+)");

  private final Path directory;
  private final int partitions;
  private final EmbeddedPostgres postgres;
  private final Stretch stretch;
  private final Lake lake;
  private EmbeddedKafka kafka;
  private Instant published;

  private FlightsOnCluster(Path directory, int partitions) throws IOException, SQLException {
    this.directory = directory;
    this.partitions = partitions;
    this.stretch = Stretch.ofQuarterOr(4);
    this.kafka = EmbeddedKafka.start(brokerAt(directory, 0));
    this.postgres = EmbeddedPostgres.builder().start();
    this.lake =
        LakeShape.DAY_FILES_WITH_SHUFFLED_ROWS
            .writer()
            .write(directory.resolve("lake"), stretch.lake());
    this.published = stretch.streamFrom();
  }

  /**
   * Writes the lake and starts broker and database; the topic has nothing beyond the cutoff yet.
   */
  public static FlightsOnCluster start(Path directory) {
    return start(directory, PARTITIONS);
  }

  /** The same with another number of partitions than three. */
  public static FlightsOnCluster start(Path directory, int partitions) {
    try {
      FlightsOnCluster flights = new FlightsOnCluster(directory, partitions);
      flights.publishTo(flights.cutoff());
      return flights;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EmbeddedKafka.Config brokerAt(Path directory, int port) {
    return EmbeddedKafka.Config.defaults().withDir(directory.resolve("kafka")).withPort(port);
  }

  /** Stops the broker and starts it again, at the same address with the same data. */
  public void restartBroker() {
    int port = kafka.port();
    kafka.close();
    kafka = EmbeddedKafka.start(brokerAt(directory, port));
  }

  private Instant cutoff() {
    return stretch.cutoff();
  }

  /** Whether it is a whole quarter. */
  public boolean isFull() {
    return Flights.full().isPresent();
  }

  /**
   * Waits until the first lane has begun, by what it says on the board: results come later, and of
   * a small lake too late.
   */
  private void awaitLakeBegun(CompletableFuture<String> job) {
    long begun = stretch.from().plus(Duration.ofHours(1)).toEpochMilli();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition board = new TopicPartition(BOARD, 0);
      consumer.assign(List.of(board));
      consumer.seekToBeginning(List.of(board));
      AtomicLong bound = new AtomicLong(Long.MIN_VALUE);
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                for (ConsumerRecord<byte[], byte[]> record :
                    consumer.poll(Duration.ofMillis(100))) {
                  Matcher said = FIRST_LANE.matcher(new String(record.value(), UTF_8));
                  if (said.find()) {
                    bound.set(Long.parseLong(said.group(1)));
                  }
                }
                return job.isDone() || bound.get() >= begun;
              });
      assertThat(job.isDone()).as(() -> "the job has ended: " + job.join()).isFalse();
      assertThat(bound.get())
          .as("how far the first lane is: it still reads")
          .isLessThan(cutoff().toEpochMilli());
    }
  }

  /** Adds flights to the topic, up to a departure. */
  private void publishTo(Instant until) {
    try {
      write(Flights.between(published, until));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    published = until;
  }

  /** Adds all flights that are left, and some long after them that let every window end. */
  private void publishRest() {
    publishTo(stretch.to());
    long later = stretch.to().plus(Duration.ofDays(2)).toEpochMilli() * 1_000;
    List<Flight> farewells = new ArrayList<>();
    for (int i = 0; i < FAREWELLS; i++) {
      farewells.add(new Flight(later, 0, 0, "ZZZ", "ZZZ"));
    }
    write(farewells);
  }

  private void write(List<Flight> flights) {
    TopicWriter.ofFlights()
        .withPartitions(partitions)
        .withSkew(0.5)
        .withDisorder(DISORDER)
        .write(kafka.bootstrapServers(), TOPIC, flights);
  }

  private String output() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  /**
   * Runs the job by the command line, in another thread: it has no end.
   *
   * @param more options of the runner and of the cluster, and {@code --maxLead}
   * @return what the command printed, when the job has come to an end
   */
  public CompletableFuture<String> run(List<String> more) {
    List<String> arguments = arguments(more);
    return CompletableFuture.supplyAsync(
        () -> {
          StringWriter text = new StringWriter();
          PrintWriter writer = new PrintWriter(text);
          int exitCode = Lambda.execute(writer, writer, arguments.toArray(String[]::new));
          return "exit code %d%n%s".formatted(exitCode, text);
        });
  }

  /** What follows {@code ./lambda} on the command line of the job. */
  public List<String> arguments(List<String> more) {
    List<String> arguments = new ArrayList<>(List.of("run", "aggregate"));
    arguments.add("--runner=" + CommandLine.runner());
    arguments.addAll(
        List.of(
            "--lake=" + lake.location(),
            "--eventTimeField=date",
            "--bootstrapServers=" + kafka.bootstrapServers(),
            "--topic=" + TOPIC,
            "--cutoff=" + stretch.cutoff(),
            "--key=origin",
            "--value=delay",
            "--window=" + WINDOW,
            "--lateness=PT0S",
            "--maxDisorder=" + DISORDER,
            "--output=" + output()));
    arguments.addAll(more);
    return arguments;
  }

  /** Waits for a result of a window that ends at or behind an instant. */
  private void awaitResultsAt(Instant eventTime, CompletableFuture<String> job) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> job.isDone() || !reached().isBefore(eventTime));
    assertThat(job.isDone()).as(() -> "the job has ended: " + job.join()).isFalse();
  }

  /** The end of the latest window that has a result. */
  private Instant reached() {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet tables = connection.getMetaData().getTables(null, "public", "results", null)) {
        if (!tables.next()) {
          return Instant.EPOCH;
        }
      }
      try (ResultSet latest = statement.executeQuery("SELECT max(window_end) FROM results")) {
        latest.next();
        return latest.getTimestamp(1) == null ? Instant.EPOCH : latest.getTimestamp(1).toInstant();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Interrupts a job while it reads the lake, at the seam, and when it reads the stream only; then
   * lets it come to the end, and compares all of its results with SQL.
   *
   * @param job what {@link #run} gave
   * @param interruption does something to the job, and gives the one that goes on
   */
  public void interruptInEveryPhase(
      CompletableFuture<String> job, UnaryOperator<CompletableFuture<String>> interruption) {
    awaitLakeBegun(job);
    CompletableFuture<String> next = interruption.apply(job);

    publishTo(cutoff().plus(Duration.ofHours(2)));
    awaitResultsAt(cutoff().plus(Duration.ofHours(1)), next);
    next = interruption.apply(next);

    Instant live = cutoff().plus(Duration.between(cutoff(), stretch.to()).dividedBy(2));
    publishTo(live);
    awaitResultsAt(live.minus(Duration.ofHours(1)), next);
    next = interruption.apply(next);

    assertExactAtTheEnd(next);
  }

  /** Publishes some flights beyond the cutoff, and waits for results of them: the lake is done. */
  public void awaitLive(CompletableFuture<String> job) {
    publishTo(cutoff().plus(Duration.ofHours(6)));
    awaitResultsAt(cutoff().plus(Duration.ofHours(4)), job);
  }

  /** Publishes the rest, waits for the last window, and compares all of them with SQL. */
  public void assertExactAtTheEnd(CompletableFuture<String> job) {
    publishRest();
    List<WindowResult> expected = expected();
    Instant last =
        expected.stream().map(WindowResult::windowEnd).max(Instant::compareTo).orElseThrow();
    awaitResultsAt(last, job);
    // Keys of the last window are written one after the other.
    await().atMost(LIMIT).untilAsserted(() -> assertThat(results()).hasSameSizeAs(expected));
    WindowResults.assertExact(results(), expected);
  }

  private List<WindowResult> results() {
    return WindowResults.read(output());
  }

  private List<WindowResult> expected() {
    try {
      return WindowResults.expected(stretch.events(), WINDOW);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    kafka.close();
    postgres.close();
  }
}
