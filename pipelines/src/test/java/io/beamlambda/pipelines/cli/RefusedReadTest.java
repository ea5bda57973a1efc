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

import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake, a stream or a seam that does not fit gives one plain sentence and exit code 2. */
class RefusedReadTest {

  private static final List<Row> ROWS =
      Row.generate(400, Instant.parse("2001-01-01T00:00:00Z"), Duration.ofDays(4), 2, 1);

  private static EmbeddedKafka kafka;

  @TempDir Path directory;
  private Path lake;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start();
    publish("from-day-2", "2001-01-02T00:00:00Z");
    publish("from-day-4", "2001-01-04T00:00:00Z");
  }

  private static void publish(String topic, String from) {
    TopicWriter.ofRows()
        .write(
            kafka.bootstrapServers(),
            topic,
            ROWS.stream().filter(row -> !row.eventTime().isBefore(Instant.parse(from))).toList());
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void writeLake() throws IOException {
    lake = directory.resolve("lake");
    LakeWriter.ofRows().withLayout(Layout.hiveDays()).write(lake, ROWS);
  }

  private Outcome run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "aggregate",
                "--key=key",
                "--value=value",
                "--window=fixed:PT1H",
                "--output=jdbc:sqlite:" + directory.resolve("results.db")));
    arguments.addAll(Arrays.asList(more));
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--lake="))) {
      arguments.add("--lake=" + lake);
    }
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--eventTimeField="))) {
      arguments.add("--eventTimeField=event_time");
    }
    return Outcome.of(arguments.toArray(new String[0]));
  }

  private Outcome runWithStream(String topic, String cutoff) {
    return run(
        "--bootstrapServers=" + kafka.bootstrapServers(), "--topic=" + topic, "--cutoff=" + cutoff);
  }

  private static void assertRefused(Outcome outcome, String part) {
    assertThat(outcome.err()).startsWith("lambda: ").contains(part).hasLineCount(1);
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void noSuchLake() {
    assertRefused(run("--lake=" + directory.resolve("no")), "No Parquet file found at");
  }

  @Test
  void noSuchColumn() {
    assertRefused(run("--eventTimeField=when"), "No event-time column 'when'");
  }

  @Test
  void textFileThatIsNamedParquet() throws IOException {
    Files.writeString(lake.resolve("notes.parquet"), "only a few words, but not Parquet");
    assertRefused(run(), "notes.parquet as Parquet");
  }

  @Test
  void truncatedFile() throws IOException {
    Path file = lake.resolve("date=2001-01-02/part-00000.parquet");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
    assertRefused(run(), "part-00000.parquet as Parquet");
  }

  @Test
  void unknownTopic() {
    assertRefused(runWithStream("nowhere", "2001-01-03T00:00:00Z"), "No topic 'nowhere'");
  }

  @Test
  void brokerThatIsDown() {
    assertRefused(
        run("--bootstrapServers=127.0.0.1:1", "--topic=t", "--cutoff=2001-01-03T00:00:00Z"),
        "No Kafka broker answered at 127.0.0.1:1");
  }

  @Test
  void cutoffInTheFuture() {
    assertRefused(runWithStream("from-day-2", "2999-01-01T00:00:00Z"), "lies in the future");
  }

  @Test
  void gapBetweenLakeAndStream() {
    assertRefused(
        runWithStream("from-day-4", "2001-01-03T00:00:00Z"),
        "The stream starts at 2001-01-04T00:00:00.000Z, after the cutoff 2001-01-03T00:00:00.000Z");
  }
}
