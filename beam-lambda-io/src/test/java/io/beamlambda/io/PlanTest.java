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
package io.beamlambda.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamlambda.fixtures.Lake;
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
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan decides, and what it refuses. */
class PlanTest {

  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");
  private static final List<Row> ROWS = Row.generate(960, START, Duration.ofDays(4), 3, 5);

  private static EmbeddedKafka kafka;

  @TempDir Path directory;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  private static org.joda.time.Instant at(String instant) {
    return org.joda.time.Instant.parse(instant);
  }

  private Lake lake() throws IOException {
    return LakeWriter.ofRows().withLayout(Layout.hiveDays()).write(directory, ROWS);
  }

  private static KafkaStream topic(String name, Instant from) {
    TopicWriter.ofRows()
        .withPartitions(2)
        .write(
            kafka.bootstrapServers(),
            name,
            ROWS.stream().filter(row -> !row.eventTime().isBefore(from)).toList());
    return KafkaStream.of(kafka.bootstrapServers(), name);
  }

  @Test
  void latestSealedPartitionIsTheLastCompleteDay() throws IOException {
    Plan plan =
        Lakes.plan(
            Lakes.read(lake())
                .withStream(topic("sealed", Instant.parse("2001-01-03T00:00:00Z")))
                .withCutoff(Cutoff.latestSealedPartition()));

    assertThat(plan.cutoff()).isEqualTo(at("2001-01-04T00:00:00Z"));
    assertThat(plan.ends()).isFalse();
    assertThat(plan.lakeRows()).isEqualTo(720);
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void planTellsOfEveryFooterThatItReads() throws IOException {
    List<String> told = new ArrayList<>();

    Lakes.read(lake())
        .plan(PipelineOptionsFactory.create(), (read, files) -> told.add(read + "/" + files));

    assertThat(told).containsExactly("1/4", "2/4", "3/4", "4/4");
  }

  @Test
  void slicesOutsideTheRangeAreLeftOut() throws IOException {
    Plan plan =
        Lakes.plan(
            Lakes.read(lake())
                .withFrom(at("2001-01-02T00:00:00Z"))
                .withUntil(at("2001-01-03T00:00:00Z")));

    assertThat(plan.lakeRows()).isEqualTo(240);
    assertThat(plan.ends()).isTrue();
  }

  @Test
  void streamStartsAtTheCutoffAndEndsWhereItEndedWhenThePlanWasMade() throws IOException {
    KafkaStream stream = topic("offsets", Instant.parse("2001-01-02T12:00:00Z"));
    Plan plan =
        Lakes.plan(
            Lakes.read(lake())
                .withStream(stream)
                .withCutoff(Cutoff.at(at("2001-01-03T00:00:00Z")))
                .withUntilStreamEnd());

    StreamSpec planned = plan.stream();
    assertThat(planned).isNotNull();
    // 12 h of 10 rows/h before the cutoff are skipped, except what the allowed disorder covers.
    assertThat(planned.ranges().stream().mapToLong(range -> range.stop() - range.start()).sum())
        .isBetween(480L, 482L);
    assertThat(planned.ranges()).allMatch(StreamRange::ends);
  }

  @Test
  void partitionWithoutRecordsAfterTheCutoffStartsAtItsEnd() throws IOException {
    kafka.createTopic("empty-partition", 1);
    Plan plan =
        Lakes.plan(
            Lakes.read(lake())
                .withStream(KafkaStream.of(kafka.bootstrapServers(), "empty-partition"))
                .withCutoff(Cutoff.at(at("2001-01-04T00:00:00Z"))));

    assertThat(plan.stream()).isNotNull();
    assertThat(plan.stream().ranges())
        .containsExactly(
            StreamRange.of(0, 0, StreamRange.NO_STOP, at("2001-01-04T00:00:00Z").getMillis()));
    assertThat(plan.warnings()).anyMatch(warning -> warning.contains("The stream is empty"));
  }

  @Test
  void lanesCarryAboutEqualBytes() throws IOException {
    Lake lake =
        LakeWriter.ofRows().withLayout(Layout.periods(Duration.ofHours(6))).write(directory, ROWS);
    Plan plan = Lakes.plan(Lakes.read(lake).withLanes(3));

    assertThat(plan.lanes()).hasSize(3);
    assertThat(plan.lanes()).allSatisfy(lane -> assertThat(lane.slices()).hasSizeBetween(5, 6));
    assertThat(plan.toText()).contains("16 files", "960 rows", "3 lanes");
    assertThat(plan.toJson()).contains("\"rows\" : 960");
  }

  @Test
  void planIsPrintedForPeople() throws IOException {
    String text =
        Lakes.plan(
                Lakes.read(lake())
                    .withStream(topic("printed", Instant.parse("2001-01-02T00:00:00Z")))
                    .withCutoff(Cutoff.at(at("2001-01-03T00:00:00Z")))
                    .withUntilStreamEnd())
            .toText();

    assertThat(text)
        .contains("topic printed at " + kafka.bootstrapServers() + ", 2 partitions")
        .contains("lake [its beginning, 2001-01-03T00:00:00.000Z)")
        .contains("stream [2001-01-03T00:00:00.000Z, end of the stream)")
        .contains("The stream covers the cutoff");
  }

  @Test
  void missingLakeIsRefused() {
    refused(Lakes.read(ParquetLake.at(directory + "/nothing").withEventTime("event_time")))
        .hasMessageStartingWith("No Parquet file found at " + directory + "/nothing");
  }

  @Test
  void missingColumnIsRefusedWithThoseThatExist() throws IOException {
    refused(Lakes.read(ParquetLake.at(lake().location()).withEventTime("when")))
        .hasMessageContaining("No event-time column 'when'")
        .hasMessageContaining("event_time, key, value");
  }

  @Test
  void lakeWithoutRowsIsRefused() throws IOException {
    Lake lake = LakeWriter.ofRows().withEmptyFiles(2).write(directory, List.of());

    refused(Lakes.read(lake)).hasMessageContaining("is empty").hasMessageContaining("no rows");
  }

  @Test
  void textFileThatIsNamedParquetIsRefusedByName() throws IOException {
    Path file = lake().root().resolve("notes.parquet");
    Files.writeString(file, "these are only notes, but long enough to look at");

    refused(Lakes.read(ParquetLake.at(directory.toString()).withEventTime("event_time")))
        .hasMessageContaining("Cannot read " + file + " as Parquet");
  }

  @Test
  void truncatedFileIsRefusedByName() throws IOException {
    Path file = lake().files().get(1);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

    refused(Lakes.read(ParquetLake.at(directory.toString()).withEventTime("event_time")))
        .hasMessageContaining("Cannot read " + file + " as Parquet");
  }

  @Test
  void unknownTopicIsRefused() throws IOException {
    refused(Lakes.read(lake()).withStream(KafkaStream.of(kafka.bootstrapServers(), "nowhere")))
        .hasMessageContaining("No topic 'nowhere'");
  }

  @Test
  void unreachableBrokerIsRefused() throws IOException {
    refused(Lakes.read(lake()).withStream(KafkaStream.of("127.0.0.1:1", "t")))
        .hasMessageContaining("No Kafka broker answered at 127.0.0.1:1");
  }

  @Test
  void cutoffInTheFutureIsRefused() throws IOException {
    refused(
            Lakes.read(lake())
                .withStream(topic("future", START))
                .withCutoff(Cutoff.at(at("2999-01-01T00:00:00Z"))))
        .hasMessageContaining("Invalid cutoff: 2999-01-01T00:00:00.000Z lies in the future");
  }

  @Test
  void cutoffBeforeTheLakeIsRefused() throws IOException {
    refused(
            Lakes.read(lake())
                .withStream(topic("before", START))
                .withCutoff(Cutoff.at(at("2000-12-31T00:00:00Z"))))
        .hasMessageContaining("lies before the lake's first event");
  }

  @Test
  void gapBetweenLakeAndStreamIsRefusedUnlessAllowed() throws IOException {
    LambdaIO.Read<Event> read =
        Lakes.read(lake())
            .withStream(topic("gap", Instant.parse("2001-01-03T12:00:00Z")))
            .withCutoff(Cutoff.at(at("2001-01-03T00:00:00Z")));

    refused(read)
        .hasMessageContaining("The stream starts at 2001-01-03T12:")
        .hasMessageContaining("after the cutoff 2001-01-03T00:00:00.000Z");
    assertThat(Lakes.plan(read.withGapAllowed()).warnings())
        .singleElement()
        .asString()
        .endsWith("(allowed)");
  }

  @Test
  void cutoffAfterTheLakeIsAGap() throws IOException {
    refused(
            Lakes.read(lake())
                .withStream(topic("short-lake", START))
                .withCutoff(Cutoff.at(at("2001-01-10T00:00:00Z"))))
        .hasMessageContaining("The lake ends at 2001-01-04T23:")
        .hasMessageContaining("before the cutoff 2001-01-10");
  }

  @Test
  void undecodableFirstRecordIsNamed() throws IOException {
    kafka.createTopic("garbage", 1);
    Garbage.publish(kafka.bootstrapServers(), "garbage");

    refused(
            Lakes.read(lake())
                .withStream(KafkaStream.of(kafka.bootstrapServers(), "garbage"))
                .withCutoff(Cutoff.at(at("2001-01-03T00:00:00Z"))))
        .hasMessageContaining("topic garbage, partition 0, offset 0");
  }

  @Test
  void rangeWithoutRowsIsRefused() throws IOException {
    refused(
            Lakes.read(lake())
                .withFrom(at("2001-01-06T00:00:00Z"))
                .withUntil(at("2001-01-05T00:00:00Z")))
        .hasMessageContaining("Invalid from");
    refused(Lakes.read(lake()).withUntil(at("2000-01-05T00:00:00Z")))
        .hasMessageContaining("has no events in");
  }

  @Test
  void untilInTheFutureIsRefused() throws IOException {
    refused(Lakes.read(lake()).withUntil(at("2999-01-05T00:00:00Z")))
        .hasMessageContaining("Invalid until")
        .hasMessageContaining("lies in the future");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      LambdaIO.Read<Event> read) {
    return assertThatThrownBy(() -> Lakes.plan(read)).isInstanceOf(PlanException.class);
  }
}
