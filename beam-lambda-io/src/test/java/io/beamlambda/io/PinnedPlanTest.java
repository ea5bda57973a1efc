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
import static org.awaitility.Awaitility.await;

import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan that is kept in a file, and the jobs that go on with it. */
class PinnedPlanTest {

  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");
  private static final List<Row> ROWS = Row.generate(960, START, Duration.ofDays(4), 3, 5);
  private static final List<Row> LATER =
      Row.generate(480, START.plus(Duration.ofDays(4)), Duration.ofDays(2), 3, 6);

  private static EmbeddedKafka kafka;

  @TempDir Path directory;

  private Lake lake;
  private String topic;
  private Path file;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void writeLakeAndTopic(TestInfo test) throws IOException {
    lake = write(ROWS);
    file = directory.resolve("plan.json");
    topic = test.getTestMethod().orElseThrow().getName();
    publish(topic);
  }

  private Lake write(List<Row> rows) throws IOException {
    return LakeWriter.ofRows().withLayout(Layout.hiveDays()).write(directory.resolve("lake"), rows);
  }

  private static void publish(String topic) {
    TopicWriter.ofRows().withPartitions(2).write(kafka.bootstrapServers(), topic, ROWS);
  }

  private LambdaIO.Read<Event> read() {
    return Lakes.read(lake)
        .withStream(KafkaStream.of(kafka.bootstrapServers(), topic))
        .withLanes(2)
        .withPlanLocation(file.toString());
  }

  private AbstractThrowableAssert<?, ?> refused(LambdaIO.Read<Event> read) {
    return assertThatThrownBy(() -> Lakes.plan(read)).isInstanceOf(PlanException.class);
  }

  @Test
  void seamDoesNotMoveWhenTheLakeGrows() throws IOException {
    Plan first = Lakes.plan(read());
    write(LATER);
    Plan second = Lakes.plan(read());

    assertThat(second.cutoff()).isEqualTo(first.cutoff());
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.madeAt()).isEqualTo(first.madeAt());
    assertThat(second.withChecks(List.of()).toJson())
        .isEqualTo(first.withChecks(List.of()).toJson());
    // Without the file, the sealed partition would be a later one.
    assertThat(Lakes.plan(Lakes.read(lake)).cutoff()).isGreaterThan(first.cutoff());
  }

  @Test
  void planThatIsReadIsThePlanThatWasMade() {
    Plan made =
        Lakes.plan(
            Lakes.read(lake)
                .withStream(KafkaStream.of(kafka.bootstrapServers(), topic))
                .withUntilStreamEnd()
                .withLanes(3));
    Plan kept = Lakes.plan(read().withUntilStreamEnd().withLanes(3));

    assertThat(kept.toBuilder().madeAt(made.madeAt()).build().toJson()).isEqualTo(made.toJson());
    assertThat(kept.toText()).isEqualTo(made.toText());
  }

  @Test
  void nothingIsLeftBesideTheFile() throws IOException {
    Lakes.plan(read());

    try (var files = Files.list(directory)) {
      assertThat(files).containsExactlyInAnyOrder(file, directory.resolve("lake"));
    }
  }

  @Test
  void otherSettingsAreRefusedByName() {
    Lakes.plan(read());

    refused(
            read()
                .withLanes(4)
                .withFrom(org.joda.time.Instant.parse("2001-01-02T00:00:00Z"))
                .withStream(KafkaStream.of(kafka.bootstrapServers(), "another")))
        .hasMessage(
            "The plan at "
                + file
                + " was made with other settings: from is 2001-01-02T00:00:00.000Z, not none; lanes"
                + " is 4, not 2; topic is another, not "
                + topic
                + "; set them as before, or delete the file to plan anew and start without the"
                + " state of earlier runs");
  }

  @Test
  void settingsThatDecideSpeedOnlyMayChange() {
    Plan first = Lakes.plan(read());
    Plan second = Lakes.plan(read().withMaxLead(org.joda.time.Duration.standardHours(9)));

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.maxLead()).isEqualTo(org.joda.time.Duration.standardHours(9));
  }

  @Test
  void vanishedFileIsRefusedByName() throws IOException {
    Lakes.plan(read());
    Path gone = lake.files().get(1);
    Files.delete(gone);

    refused(read()).hasMessageStartingWith(gone + ", which the plan has pinned, is gone");
  }

  @Test
  void fileThatWasWrittenAgainIsRefusedByName() throws IOException {
    Lakes.plan(read());
    Path touched = lake.files().get(1);
    Files.setLastModifiedTime(touched, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

    refused(read())
        .hasMessageStartingWith(touched + " has changed since the plan was made")
        .hasMessageContaining("2020-01-01T00:00:00.000Z");
  }

  @Test
  void fileThatIsWrittenAgainWhileTheJobRunsFailsTheReader() throws IOException {
    Plan plan = Lakes.plan(read().withLanes(1));
    Path touched = lake.files().get(0);
    Files.setLastModifiedTime(touched, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

    assertThatThrownBy(() -> Lakes.drain(Lakes.splits(plan, "changed").get(0)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(touched + " has changed since the plan was made");
  }

  @Test
  void whatIsNoPlanIsRefusedAndKept() throws IOException {
    Files.writeString(file, "{\"version\": 1}");

    refused(read()).hasMessageContaining("is not a plan (it has no 'settings')");
    Files.writeString(file, "shopping list");
    refused(read())
        .hasMessageStartingWith("The file " + file + " is not a plan (")
        .hasMessageContaining("delete the file to plan anew");
    assertThat(file).hasContent("shopping list");
  }

  @Test
  void planOfALaterVersionIsRefused() throws IOException {
    Lakes.plan(read());
    Files.writeString(file, Files.readString(file).replace("\"version\" : 1", "\"version\" : 2"));

    refused(read()).hasMessageContaining("is of version 2, and this program reads version 1");
  }

  @Test
  void topicThatWasMadeAnewIsRefused() throws Exception {
    Lakes.plan(read().withUntilStreamEnd());
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
    }
    String sameName = topic;
    await()
        .untilAsserted(
            () -> {
              try (Admin admin = admin()) {
                assertThat(admin.listTopics().names().get()).doesNotContain(sameName);
              }
            });
    kafka.createTopic(topic, 2);

    refused(read().withUntilStreamEnd())
        .hasMessageContaining("of topic '" + topic + "' ends at offset 0")
        .hasMessageContaining("the topic was made anew");
  }

  @Test
  void partitionsThatCameLaterAreWarnedOf() throws Exception {
    Lakes.plan(read());
    try (Admin admin = admin()) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(4))).all().get();
    }

    await()
        .untilAsserted(
            () ->
                assertThat(Lakes.plan(read()).warnings())
                    .anyMatch(
                        warning ->
                            warning.contains("partition(s) 2, 3 that it did not have")
                                && warning.contains("they are not read")));
  }

  private void expire(long beforeOffset) throws Exception {
    try (Admin admin = admin()) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(beforeOffset)))
          .all()
          .get();
    }
  }

  private static long start(Plan plan) {
    return Objects.requireNonNull(plan.stream()).ranges().get(0).start();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recordsThatExpiredFailTheJobAndAreNotPassedOver(boolean streaming) throws Exception {
    topic = topic + streaming;
    publish(topic);
    LambdaIO.Read<Event> read = read().withUntilStreamEnd();
    long start = start(Lakes.plan(read));
    expire(start + 3);
    PipelineOptions options = PipelineOptionsFactory.create();
    options.as(StreamingOptions.class).setStreaming(streaming);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(read);

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasStackTraceContaining(
            "The plan reads on at topic %s, partition 0, offset %d, and Kafka does not have"
                .formatted(topic, start));
  }

  @Test
  void expiredStartIsWarnedOf() throws Exception {
    long start = start(Lakes.plan(read()));
    expire(start + 3);

    assertThat(Lakes.plan(read()).warnings())
        .anyMatch(
            warning ->
                warning.startsWith(
                    "Partition 0 of the stream has expired up to offset "
                        + (start + 3)
                        + ", and the plan starts at "
                        + start));
  }

  @Test
  void stateOfAnotherPlanIsRefusedNamingBoth() throws IOException {
    Plan earlier = Lakes.plan(Lakes.read(lake).withLanes(1));
    Plan now = Lakes.plan(Lakes.read(lake).withLanes(2));
    PipelineOptions options = PipelineOptionsFactory.create();
    options.as(PlanOptions.class).setLambdaPlans(Map.of(now.id(), now.summary()));
    LakeSource<Event> restored = Lakes.splits(earlier, "restored").get(0);

    assertThatThrownBy(() -> restored.createReader(options, LakeMark.of(0, 3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was read by plan " + earlier.summary())
        .hasMessageContaining("the program now has plan " + now.summary());

    options.as(PlanOptions.class).setResumePlanOfState(true);
    restored.createReader(options, LakeMark.of(0, 3)).close();
    Lakes.splits(now, "same").get(0).createReader(options, null).close();
  }

  private static Admin admin() {
    return Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()));
  }
}
