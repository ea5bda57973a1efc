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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.kafka.EmbeddedKafka;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Partitions as participants: held back, stopped, idle, on a real broker. */
class HeldConsumerTest {

  private static final Instant CUTOFF = Instant.parse("2001-03-01T00:00:00Z");
  private static final long CUTOFF_MILLIS = CUTOFF.toEpochMilli();
  private static final long HOUR = 3_600_000;
  private static final int LANE = 0;
  private static final int PARTITION = 1;
  private static final StreamEventDecoder<String> DECODER =
      new StreamEventDecoder<>(
          EventMapping.of(
              TypeDescriptors.strings(), row -> "row", record -> new String(record.value(), UTF_8)),
          StringUtf8Coder.of(),
          CUTOFF_MILLIS,
          Long.MAX_VALUE);

  private static EmbeddedKafka kafka;

  private final TickingClock clock = new TickingClock();

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  /** A clock that the test moves. */
  private static final class TickingClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  /** One lane that starts 100 hours before the cutoff, one partition, a lead of one hour. */
  private static final class Bench {
    private final RunSpec spec =
        new RunSpec(
            UUID.randomUUID().toString(),
            "plan",
            "the plan",
            new long[] {CUTOFF_MILLIS - 100 * HOUR, CUTOFF_MILLIS},
            1,
            HOUR,
            Retention.FOR_EVER);
    private final ReadRun run = ReadRun.of(spec);
    private final StreamSpec stream;

    private Bench(String topic, long stop) {
      stream =
          new StreamSpec(
              KafkaStream.of(kafka.bootstrapServers(), topic)
                  .withMaxDisorder(org.joda.time.Duration.standardMinutes(5)),
              List.of(StreamRange.of(0, 0, stop, CUTOFF_MILLIS)),
              1,
              CUTOFF_MILLIS,
              Long.MAX_VALUE);
    }

    private HeldConsumer consumer(Clock clock) {
      Map<String, Object> config = new HashMap<>(ConsumerSettings.of(stream.stream()));
      config.put(
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
      config.put(
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
      config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 100);
      HeldConsumer consumer = new HeldConsumer(config, spec, stream, DECODER, clock);
      consumer.assign(List.of(new TopicPartition(stream.stream().topic(), 0)));
      return consumer;
    }

    private PartitionSync begin() {
      return run.begin(0, stream, CUTOFF_MILLIS);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> poll(HeldConsumer consumer, int times) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    }
    return records;
  }

  private static void publish(String topic, int rows) {
    TopicWriter.ofRows()
        .write(
            kafka.bootstrapServers(),
            topic,
            Row.generate(rows, CUTOFF, Duration.ofHours(10), 3, 1));
  }

  @Test
  void partitionIsHeldUntilTheLakeNearsTheCutoff() {
    publish("held", 20);
    Bench bench = new Bench("held", StreamRange.NO_STOP);
    bench.begin();
    try (HeldConsumer consumer = bench.consumer(clock)) {
      assertThat(poll(consumer, 20)).isEmpty();

      bench.run.board().join(LANE, CUTOFF_MILLIS - HOUR);

      await().untilAsserted(() -> assertThat(poll(consumer, 1)).isNotEmpty());
    }
  }

  @Test
  void partitionsThatAreAddedAreNoticed() throws Exception {
    publish("growing", 5);
    Bench bench = new Bench("growing", StreamRange.NO_STOP);
    bench.begin();
    bench.run.board().join(LANE, Board.ENDED);
    try (HeldConsumer consumer = bench.consumer(clock);
        Admin admin =
            Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(poll(consumer, 1)).isNotNull();
      assertThat(consumer.unreadPartitions()).isZero();

      admin.createPartitions(Map.of("growing", NewPartitions.increaseTo(3))).all().get();

      await()
          .untilAsserted(
              () -> {
                clock.advance(Duration.ofMinutes(1));
                poll(consumer, 1);
                assertThat(consumer.unreadPartitions()).isEqualTo(2);
              });
    }
  }

  @Test
  void recordsFromTheStopOnAreNotRead() {
    publish("stopped", 20);
    Bench bench = new Bench("stopped", 12);
    PartitionSync sync = bench.begin();
    bench.run.board().join(LANE, Board.ENDED);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (HeldConsumer consumer = bench.consumer(clock)) {
      await()
          .untilAsserted(
              () -> {
                records.addAll(poll(consumer, 1));
                assertThat(records).hasSize(12);
              });
      assertThat(poll(consumer, 5)).isEmpty();
    }

    // Polled, but not yet handed to the runner: not ended.
    assertThat(sync.watermark()).isLessThan(BoundedWindow.TIMESTAMP_MAX_VALUE);
    records.forEach(record -> sync.emitted(record.offset(), record.timestamp()));
    assertThat(sync.watermark()).isEqualTo(BoundedWindow.TIMESTAMP_MAX_VALUE);
  }

  @Test
  void stopThatNoRecordStandsBeforeIsReachedAllTheSame() {
    String topic = "transaction";
    kafka.createTopic(topic, 1);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                topic),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, 0, CUTOFF_MILLIS, null, "a"));
      producer.commitTransaction();
    }
    // Offset 0 is the record and offset 1 the transaction's end, which no consumer is shown.
    Bench bench = new Bench(topic, 2);
    PartitionSync sync = bench.begin();
    bench.run.board().join(LANE, Board.ENDED);
    try (HeldConsumer consumer = bench.consumer(clock)) {
      await()
          .untilAsserted(
              () -> {
                poll(consumer, 1)
                    .forEach(record -> sync.emitted(record.offset(), record.timestamp()));
                assertThat(sync.watermark()).isEqualTo(BoundedWindow.TIMESTAMP_MAX_VALUE);
              });
    }
  }

  @Test
  void partitionThatBeginsAgainIsNotEndedByItsFormerReader() {
    publish("again", 5);
    Bench bench = new Bench("again", 5);
    bench.begin();
    bench.run.board().join(LANE, Board.ENDED);
    try (HeldConsumer former = bench.consumer(clock)) {
      await().untilAsserted(() -> assertThat(poll(former, 1)).isNotEmpty());
      PartitionSync again = bench.begin();

      poll(former, 5);

      assertThat(again.watermark().getMillis()).isEqualTo(CUTOFF_MILLIS);
    }
  }

  @Test
  void boundIsTheLatestEventLessTheAllowedDisorder() {
    Bench bench = new Bench("bound", StreamRange.NO_STOP);
    bench.run.board().join(LANE, Board.ENDED);
    PartitionSync sync = bench.begin();

    sync.emitted(0, CUTOFF_MILLIS + HOUR);
    sync.emitted(1, CUTOFF_MILLIS + HOUR - 60_000);

    assertThat(sync.watermark().getMillis()).isEqualTo(CUTOFF_MILLIS + HOUR - 5 * 60_000);
  }

  @Test
  void eventsBeforeTheCutoffDoNotLowerTheBound() {
    Bench bench = new Bench("overlap", StreamRange.NO_STOP);
    bench.run.board().join(LANE, Board.ENDED);
    PartitionSync sync = bench.begin();

    sync.emitted(0, CUTOFF_MILLIS - 10 * HOUR);

    assertThat(sync.watermark().getMillis()).isEqualTo(CUTOFF_MILLIS);
  }

  @Test
  void partitionThatGoesOnAtAMarkKnowsHowFarItWas() {
    publish("resumed", 5);
    Bench bench = new Bench("resumed", StreamRange.NO_STOP);
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    bench.begin();
    bench.run.board().join(LANE, Board.ENDED);
    try (HeldConsumer former = bench.consumer(clock)) {
      await()
          .untilAsserted(
              () -> {
                all.addAll(poll(former, 1));
                assertThat(all).hasSize(5);
              });
    }
    ConsumerRecord<byte[], byte[]> second = all.get(1);
    ConsumerRecord<byte[], byte[]> last = all.get(4);

    PartitionSync sync = bench.begin();
    try (HeldConsumer consumer = bench.consumer(clock)) {
      consumer.seek(new TopicPartition("resumed", 0), 2);
      List<ConsumerRecord<byte[], byte[]>> rest = new ArrayList<>();
      await()
          .untilAsserted(
              () -> {
                rest.addAll(poll(consumer, 1));
                assertThat(rest).extracting(ConsumerRecord::offset).containsExactly(2L, 3L, 4L);
              });
    }
    assertThat(sync.bound()).isEqualTo(second.timestamp() - 5 * 60_000);

    // Nothing follows: only what was read before says how far it is.
    PartitionSync atTheEnd = bench.begin();
    try (HeldConsumer consumer = bench.consumer(clock)) {
      consumer.seek(new TopicPartition("resumed", 0), 5);
      await()
          .untilAsserted(
              () -> {
                assertThat(poll(consumer, 1)).isEmpty();
                assertThat(atTheEnd.bound()).isEqualTo(last.timestamp() - 5 * 60_000);
              });
    }
  }

  @Test
  void recordBeforeAMarkMayHaveExpired() throws Exception {
    publish("expired", 5);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition("expired", 0), RecordsToDelete.beforeOffset(2)))
          .all()
          .get();
    }
    Bench bench = new Bench("expired", StreamRange.NO_STOP);
    bench.begin();
    bench.run.board().join(LANE, Board.ENDED);
    try (HeldConsumer consumer = bench.consumer(clock)) {
      consumer.seek(new TopicPartition("expired", 0), 2);
      List<ConsumerRecord<byte[], byte[]>> rest = new ArrayList<>();
      await()
          .untilAsserted(
              () -> {
                rest.addAll(poll(consumer, 1));
                assertThat(rest).extracting(ConsumerRecord::offset).containsExactly(2L, 3L, 4L);
              });
    }
  }

  @Test
  void partitionAtItsEndIsIdleAfterTheGraceTimeUntilItHasRecordsAgain() {
    publish("idle", 3);
    Bench bench = new Bench("idle", StreamRange.NO_STOP);
    PartitionSync sync = bench.begin();
    long laneBound = CUTOFF_MILLIS + 20 * HOUR;
    bench.run.board().join(LANE, laneBound);
    try (HeldConsumer consumer = bench.consumer(clock)) {
      await()
          .untilAsserted(
              () -> {
                poll(consumer, 1)
                    .forEach(record -> sync.emitted(record.offset(), record.timestamp()));
                assertThat(bench.run.board().bounds().of(PARTITION)).isGreaterThan(CUTOFF_MILLIS);
              });
      long partitionBound = bench.run.board().bounds().of(PARTITION);
      clock.advance(Duration.ofSeconds(29));
      poll(consumer, 3);
      assertThat(bench.run.board().bounds().slowest()).isEqualTo(partitionBound);

      clock.advance(Duration.ofSeconds(2));
      await()
          .untilAsserted(
              () -> {
                poll(consumer, 1);
                assertThat(bench.run.board().bounds().slowest()).isEqualTo(laneBound);
              });

      publish("idle", 3);
      await()
          .untilAsserted(
              () -> {
                poll(consumer, 1);
                assertThat(bench.run.board().bounds().slowest()).isEqualTo(partitionBound);
              });
    }
  }
}
