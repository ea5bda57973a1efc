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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResultsTest {

  private static final Instant START = Instant.parse("2001-03-01T00:00:00Z");
  private static final List<String> FIELDS = List.of("count", "sum");
  private static final ResultTable FIXED = new ResultTable(FIELDS, "fixed:PT1H", false);
  private static final ResultTable SESSIONS = new ResultTable(FIELDS, "sessions:PT1H", true);

  @TempDir private static Path directory;
  private EmbeddedPostgres postgres;
  private int databases;

  @BeforeAll
  void startPostgres() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  void stopPostgres() throws IOException {
    postgres.close();
  }

  Stream<String> uris() throws SQLException {
    return Stream.of(sqlite(), postgres());
  }

  private String sqlite() {
    return "jdbc:sqlite:" + directory.resolve("results" + databases++ + ".db");
  }

  private String postgres() throws SQLException {
    String name = "results" + databases++;
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return postgres.getJdbcUrl("postgres", name);
  }

  @ParameterizedTest
  @MethodSource("uris")
  void laterPaneOfARunReplacesTheEarlierInWhateverOrderTheyCome(String uri) throws Exception {
    Result early = result("a", 0, 1, 3, 0, PaneInfo.Timing.EARLY);
    Result onTime = result("a", 0, 1, 5, 1, PaneInfo.Timing.ON_TIME);
    Result other = result("a", 1, 2, 4, 0, PaneInfo.Timing.ON_TIME);

    write(uri, FIXED, 1, early, other);
    write(uri, FIXED, 1, onTime);
    write(uri, FIXED, 1, early);
    assertThat(Results.read(uri)).containsExactly(onTime, other);

    write(uri, FIXED, 1, onTime, early, other, onTime);
    assertThat(Results.read(uri)).containsExactly(onTime, other);
  }

  @ParameterizedTest
  @MethodSource("uris")
  void moreCompleteResultOfAnInterruptedRunWinsOverTheRestartsHigherPanes(String uri)
      throws Exception {
    Result beforeTheCrash = result("a", 0, 1, 9, 1, PaneInfo.Timing.EARLY);
    Result afterTheRestart = result("a", 0, 1, 4, 3, PaneInfo.Timing.EARLY);
    Result complete = result("a", 0, 1, 10, 0, PaneInfo.Timing.ON_TIME);

    write(uri, FIXED, 1, beforeTheCrash);
    write(uri, FIXED, 1, afterTheRestart);
    assertThat(Results.read(uri)).containsExactly(beforeTheCrash);

    write(uri, FIXED, 1, complete);
    assertThat(Results.read(uri)).containsExactly(complete);
  }

  @ParameterizedTest
  @MethodSource("uris")
  void laterRunWinsOverAnEarlierOneThatSawMore(String uri) throws Exception {
    Result first = result("a", 0, 1, 9, 4, PaneInfo.Timing.LATE);
    Result second = result("a", 0, 1, 2, 0, PaneInfo.Timing.ON_TIME);

    write(uri, FIXED, 1, first);
    write(uri, FIXED, 2, second);
    write(uri, FIXED, 1, first);

    assertThat(Results.read(uri)).containsExactly(second);
  }

  @ParameterizedTest
  @MethodSource("uris")
  void mergedSessionReplacesItsPartsAndNothingElse(String uri) throws Exception {
    Result before = result("a", 0, 2, 1, 0, PaneInfo.Timing.ON_TIME);
    Result one = result("a", 2, 4, 2, 0, PaneInfo.Timing.EARLY);
    Result two = result("a", 5, 6, 3, 0, PaneInfo.Timing.EARLY);
    Result after = result("a", 7, 9, 1, 0, PaneInfo.Timing.ON_TIME);
    Result otherKey = result("b", 3, 6, 1, 0, PaneInfo.Timing.ON_TIME);
    Result merged = result("a", 2, 7, 6, 0, PaneInfo.Timing.ON_TIME);

    write(uri, SESSIONS, 1, before, one, two, after, otherKey);
    assertThat(Results.read(uri)).containsExactly(before, one, two, after, otherKey);

    write(uri, SESSIONS, 1, merged);
    assertThat(Results.read(uri)).containsExactly(before, merged, after, otherKey);
  }

  @ParameterizedTest
  @MethodSource("uris")
  void partsOfAMergedSessionThatAreRepeatedChangeNothing(String uri) throws Exception {
    Result one = result("a", 2, 4, 2, 0, PaneInfo.Timing.EARLY);
    Result two = result("a", 5, 6, 3, 0, PaneInfo.Timing.EARLY);
    Result merged = result("a", 2, 7, 6, 0, PaneInfo.Timing.ON_TIME);

    write(uri, SESSIONS, 1, one, two, merged);
    write(uri, SESSIONS, 1, one);
    write(uri, SESSIONS, 1, two, one);
    write(uri, SESSIONS, 1, merged, two);

    assertThat(Results.read(uri)).containsExactly(merged);
  }

  @ParameterizedTest
  @MethodSource("uris")
  void sessionsOfALaterRunReplaceAllTheyOverlap(String uri) throws Exception {
    Result first = result("a", 2, 9, 20, 0, PaneInfo.Timing.ON_TIME);
    Result second = result("a", 3, 5, 4, 0, PaneInfo.Timing.ON_TIME);
    Result third = result("a", 6, 8, 5, 0, PaneInfo.Timing.ON_TIME);

    write(uri, SESSIONS, 1, first);
    write(uri, SESSIONS, 2, second, third);
    write(uri, SESSIONS, 1, first);

    assertThat(Results.read(uri)).containsExactly(second, third);
  }

  @ParameterizedTest
  @MethodSource("uris")
  void numbersAreKeptToTheLastDigit(String uri) throws Exception {
    List<@Nullable Number> numbers =
        Arrays.asList(
            null,
            0L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            0.1,
            1.0 / 3,
            1e300,
            -Double.MIN_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY);
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      Number number = numbers.get(i);
      results.add(
          result("a", i, i + 1, 1, 0, PaneInfo.Timing.ON_TIME).toBuilder()
              .setValues(Arrays.asList(1L, number))
              .build());
    }

    write(uri, FIXED, 1, results.toArray(new Result[0]));

    assertThat(Results.read(uri)).isEqualTo(results);
  }

  @ParameterizedTest
  @MethodSource("uris")
  void resultsAreSortedByTheCodePointsOfTheirKeys(String uri) throws Exception {
    List<String> sorted =
        List.of("", " b", "'; DROP TABLE results; --", "B", "a", "a b", "aa", "b", "ä", "日本", "😀");
    List<Result> results = new ArrayList<>();
    for (String key : sorted) {
      results.add(result(key, 0, 1, 1, 0, PaneInfo.Timing.ON_TIME));
      results.add(result(key, 1, 2, 1, 0, PaneInfo.Timing.ON_TIME));
    }
    List<Result> shuffled = new ArrayList<>(results);
    Collections.shuffle(shuffled, new Random(1));

    write(uri, FIXED, 1, shuffled.toArray(new Result[0]));

    assertThat(Results.read(uri)).isEqualTo(results);
  }

  @ParameterizedTest
  @MethodSource("uris")
  void writersInManyThreadsDoNotDisturbEachOther(String uri) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> done = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      int seed = thread;
      done.add(
          threads.submit(
              () -> {
                Random random = new Random(seed);
                ResultDatabase database = ResultDatabase.at(uri);
                try (ResultDatabase.Session session = database.open()) {
                  session.transact(connection -> SESSIONS.create(database, connection));
                  // Sessions of 20 keys that grow and overlap, the same in all threads.
                  for (int elements = 1; elements <= 40; elements++) {
                    ResultBatch batch = new ResultBatch(true);
                    for (int i = 0; i < 10; i++) {
                      String key = "k" + random.nextInt(20);
                      batch.add(result(key, 0, elements, elements, 0, PaneInfo.Timing.EARLY));
                    }
                    session.transact(
                        connection -> SESSIONS.write(database, connection, batch.results(), 1));
                  }
                  ResultBatch last = new ResultBatch(true);
                  for (int key = 0; key < 20; key++) {
                    last.add(result("k" + key, 0, 50, 50, 0, PaneInfo.Timing.ON_TIME));
                  }
                  session.transact(
                      connection -> SESSIONS.write(database, connection, last.results(), 1));
                }
                return null;
              }));
    }
    for (Future<?> future : done) {
      future.get();
    }
    threads.shutdown();

    assertThat(Results.read(uri))
        .hasSize(20)
        .allMatch(result -> result.elements() == 50)
        .extracting(Result::key)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("uris")
  void pipelineWritesItsResults(String uri) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      results.add(result("k%03d".formatted(i), 0, 1, i + 1, 0, PaneInfo.Timing.ON_TIME));
    }

    run(uri, WindowPolicy.fixed(Duration.standardHours(1)), results);
    assertThat(Results.read(uri)).isEqualTo(results);

    run(uri, WindowPolicy.fixed(Duration.standardHours(1)), results);
    assertThat(Results.read(uri)).isEqualTo(results);
  }

  @ParameterizedTest
  @MethodSource("uris")
  void outputOfOtherWindowsOrFieldsIsRefused(String uri) throws Exception {
    write(uri, FIXED, 1, result("a", 0, 1, 1, 0, PaneInfo.Timing.ON_TIME));

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> write(uri, SESSIONS, 2))
        .withMessageContaining(
            "it holds results of the windows fixed:PT1H, not sessions:PT1H; choose another"
                + " output.");
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(
            () -> write(uri, new ResultTable(List.of("count", "mean"), "fixed:PT1H", false), 2))
        .withMessageContaining("fields [count, sum], not [count, mean]; choose another output.");
  }

  @Test
  void transactionsAreRepeatedWhenTheServerDropsTheConnection() throws Exception {
    ResultDatabase database = ResultDatabase.at(postgres());
    Result first = result("a", 0, 1, 1, 0, PaneInfo.Timing.ON_TIME);
    try (ResultDatabase.Session session = database.open()) {
      session.transact(connection -> FIXED.create(database, connection));
      try (Connection admin = postgres.getPostgresDatabase().getConnection();
          Statement statement = admin.createStatement()) {
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'results"
                + (databases - 1)
                + "'");
      }

      session.transact(connection -> FIXED.write(database, connection, List.of(first), 1));
    }

    assertThat(Results.read(postgres.getJdbcUrl("postgres", "results" + (databases - 1))))
        .containsExactly(first);
  }

  @ParameterizedTest
  @CsvSource({
    "kafka:results, kafka",
    "jdbc:mysql://host/database, jdbc:mysql",
    "results.db, results.db",
  })
  void unknownOutputSaysWhatIsSupported(String uri, String scheme) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> Results.read(uri))
        .withMessage(
            "Unknown output scheme '"
                + scheme
                + "': results go to jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE.");
  }

  @Test
  void fileThatCannotBeWrittenIsRefusedBeforeTheJobStarts() {
    String uri = "jdbc:sqlite:" + directory.resolve("missing/results.db");

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> run(uri, WindowPolicy.parse("fixed:PT1H"), List.of()))
        .withMessage(
            "Cannot write results to %s: its directory does not exist; create it first.", uri);
  }

  @Test
  void fileWithoutResultsIsNotCreatedByReading() {
    Path file = directory.resolve("none.db");

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> Results.read("jdbc:sqlite:" + file))
        .withMessage("No results at jdbc:sqlite:%s: there is no such file.", file);
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void passwordsAreNeitherDisplayedNorReported() {
    String uri = "jdbc:postgresql://ann:secret@127.0.0.1:1/db?user=ann&password=secret";
    Results.Write write = Results.write(uri, WindowPolicy.parse("fixed:PT1H"), FIELDS);

    assertThat(DisplayData.from(write).items().toString())
        .contains("jdbc:postgresql://127.0.0.1:1/db")
        .doesNotContain("secret");
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> Results.read(uri))
        .withMessageStartingWith("Cannot read results from jdbc:postgresql://127.0.0.1:1/db: ")
        .withMessageNotContaining("secret");
  }

  @Test
  void fieldsMustBeColumnNamesThatAreFree() {
    for (String field : List.of("Sum", "a b", "run", "result_key")) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  Results.write(
                      "jdbc:sqlite:x.db", WindowPolicy.parse("fixed:PT1H"), List.of(field)))
          .withMessageStartingWith("Invalid field: '" + field + "'");
    }
  }

  @Test
  void coderKeepsResults() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(
        ResultCoder.of(),
        result("ä", 0, 1, 7, 3, PaneInfo.Timing.LATE).toBuilder()
            .setValues(Arrays.asList(null, 0.5))
            .build());
  }

  private static Result result(
      String key, int startHour, int endHour, long elements, long pane, PaneInfo.Timing timing) {
    return Result.builder()
        .setKey(key)
        .setWindowStart(START.plus(Duration.standardHours(startHour)))
        .setWindowEnd(START.plus(Duration.standardHours(endHour)))
        .setValues(List.of(elements, elements * 10))
        .setElements(elements)
        .setPaneTiming(timing)
        .setPaneIndex(pane)
        .setPipelineVersion("1")
        .build();
  }

  /** As the sink does it for a bundle. */
  private static void write(String uri, ResultTable table, long run, Result... results)
      throws SQLException {
    ResultDatabase database = ResultDatabase.at(uri);
    try (ResultDatabase.Session session = database.open()) {
      session.transact(connection -> table.create(database, connection));
      ResultBatch batch = new ResultBatch(table.merging());
      for (Result result : results) {
        batch.add(result);
      }
      session.transact(connection -> table.write(database, connection, batch.results(), run));
    }
  }

  private static void run(String uri, WindowPolicy policy, List<Result> results) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply("Results", Create.of(results).withCoder(ResultCoder.of()))
        .apply("Write", Results.write(uri, policy, FIELDS));
    pipeline.run().waitUntilFinish();
  }
}
