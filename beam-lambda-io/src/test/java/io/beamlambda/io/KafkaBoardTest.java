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

import io.beamlambda.kafka.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each board is one process's; they meet on a real broker. */
class KafkaBoardTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long[] PLANNED = {10, 20};

  private static EmbeddedKafka kafka;
  private static BoardTopic topic;

  private final String run = UUID.randomUUID().toString();

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start();
    topic = topic("board");
    topic.ensure();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  private static BoardTopic topic(String name) {
    return new BoardTopic(KafkaStream.of(kafka.bootstrapServers(), "events"), name);
  }

  private KafkaBoard process() {
    return new KafkaBoard(topic, run, PLANNED);
  }

  /** A reader as a runner drives it: it is asked for its watermark again and again. */
  private static void awaitHeard(
      KafkaBoard listener, int participant, long bound, Board.Seat driven) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              driven.reported();
              assertThat(listener.bounds().of(participant)).isEqualTo(bound);
            });
  }

  @Test
  void processesHearOfEachOthersParticipants() {
    KafkaBoard one = process();
    KafkaBoard other = process();
    Board.Seat lane = one.join(0, 10);
    Board.Seat partition = other.join(1, 20);
    assertThat(one.bounds().slowest()).isEqualTo(10);

    lane.raise(500);
    awaitHeard(other, 0, 500, lane);
    assertThat(other.bounds().slowest()).isEqualTo(20);

    partition.raise(300);
    awaitHeard(one, 1, 300, partition);
    assertThat(one.bounds().slowest()).isEqualTo(300);
    assertThat(one.bounds().leadBase(0)).isEqualTo(300);
    assertThat(one.bounds().unheard()).isEmpty();
  }

  @Test
  void whatIsToldIsWhatStoodAtTheReportBefore() {
    KafkaBoard one = process();
    Board.Seat lane = one.join(0, 10);
    one.join(1, 20);

    lane.raise(15);
    lane.reported();
    assertThat(one.bounds().slowest()).isEqualTo(10);

    lane.raise(18);
    lane.reported();

    assertThat(one.bounds().slowest()).isEqualTo(15);
  }

  @Test
  void readerThatIsMadeAnewForEachReportTellsWhereItsMarkIs() {
    KafkaBoard one = process();
    one.join(1, 1_000);
    for (long mark = 20; mark < 500; mark += 20) {
      // As on Spark when batches take long: all that a reader is told of is what was reported.
      Board.Seat partition = one.join(0, one.bounds().slowest());
      partition.resume(mark);
      partition.raise(mark + 20);
      partition.reported();

      assertThat(one.bounds().slowest()).isEqualTo(mark);
    }
  }

  @Test
  void whatWasSaidBeforeAProcessBeganDoesNotCount() {
    KafkaBoard one = process();
    KafkaBoard witness = process();
    Board.Seat lane = one.join(0, 10);
    lane.raise(700);
    awaitHeard(witness, 0, 700, lane);

    KafkaBoard late = process();
    Board.Seat partition = late.join(1, 20);
    // It listens once it is heard, and what it has not heard by then it will not hear.
    awaitHeard(witness, 1, 20, partition);
    Board.Seat heard = late.join(1, 21);
    awaitHeard(one, 1, 21, heard);
    assertThat(late.bounds().of(0)).isEqualTo(10);
    assertThat(late.bounds().unheard()).isEqualTo("0");

    awaitHeard(late, 0, 700, lane);
  }

  @Test
  void participantThatBeginsElsewhereReplacesWhatWasSaid() {
    KafkaBoard one = process();
    KafkaBoard other = process();
    KafkaBoard witness = process();
    Board.Seat lane = one.join(0, 10);
    lane.raise(900);
    awaitHeard(witness, 0, 900, lane);

    // As after a failure: it goes on from an older mark.
    Board.Seat again = other.join(0, 400);

    awaitHeard(witness, 0, 400, again);
    awaitHeard(one, 0, 400, again);
  }

  @Test
  void ofTwoThatSpeakForAParticipantTheLowerCounts() {
    KafkaBoard one = process();
    KafkaBoard other = process();
    KafkaBoard witness = process();
    Board.Seat slow = one.join(0, 100);
    awaitHeard(witness, 0, 100, slow);
    Board.Seat fast = other.join(0, 200);
    awaitHeard(witness, 0, 200, fast);

    // The first one is still driven.
    slow.raise(150);
    awaitHeard(witness, 0, 150, slow);
    fast.raise(300);
    fast.reported();
    fast.reported();
    slow.raise(250);

    awaitHeard(witness, 0, 250, slow);
  }

  @Test
  void idleParticipantElsewhereHoldsNobodyBack() {
    KafkaBoard one = process();
    KafkaBoard other = process();
    Board.Seat lane = one.join(0, 90);
    Board.Seat partition = other.join(1, 20);
    awaitHeard(one, 1, 20, partition);
    assertThat(one.bounds().slowest()).isEqualTo(20);

    partition.setIdle(true);
    await().atMost(LIMIT).until(() -> one.bounds().slowest() == 90);

    partition.setIdle(false);
    await().atMost(LIMIT).until(() -> one.bounds().slowest() == 20);
    lane.reported();
  }

  @Test
  void runsThatShareTheTopicDoNotHearEachOther() {
    KafkaBoard ours = process();
    KafkaBoard witness = process();
    KafkaBoard theirs = new KafkaBoard(topic, UUID.randomUUID().toString(), PLANNED);
    Board.Seat stranger = theirs.join(0, 8_000);
    Board.Seat lane = ours.join(0, 10);
    stranger.reported();

    awaitHeard(witness, 0, 10, lane);
    lane.raise(11);
    stranger.reported();
    awaitHeard(witness, 0, 11, lane);

    assertThat(ours.bounds().of(0)).isEqualTo(11);
  }

  @Test
  void recordsOfOthersInTheTopicAreIgnored() throws Exception {
    KafkaBoard one = process();
    KafkaBoard other = process();
    Board.Seat lane = one.join(0, 10);
    awaitHeard(other, 0, 10, lane);
    lane.raise(30);

    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String value : List.of("", "no JSON", "[]", "{\"run\":\"" + run + "\"}")) {
        send(producer, value.getBytes(StandardCharsets.UTF_8));
      }
      send(producer, null);
      send(producer, new BoardRecord(run, 7, "writer", true, 5, false).value());
    }

    awaitHeard(other, 0, 30, lane);
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, byte @Nullable [] value)
      throws Exception {
    producer.send(new ProducerRecord<>(topic.name(), value)).get();
  }

  @Test
  void topicIsMadeWithShortRetentionAndUsedByTheNext() throws Exception {
    BoardTopic made = topic("made");
    made.ensure();
    made.ensure();

    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, "made");
    try (Admin admin =
        Admin.create(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) kafka.bootstrapServers()))) {
      Config config =
          Objects.requireNonNull(
              admin.describeConfigs(List.of(resource)).all().get().get(resource));
      assertThat(Objects.requireNonNull(config.get("retention.ms")).value()).isEqualTo("3600000");
    }
  }

  @Test
  void topicThatCannotBeMadeIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> topic("no such name!").ensure())
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("Cannot create topic 'no such name!' at " + kafka.bootstrapServers())
        .hasMessageContaining("--boardTopic");
  }
}
