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

import io.beamlambda.kafka.EmbeddedKafka;
import io.beamlambda.kafka.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A thousand random reads, each of a lake of its own, driven by a runner that is played at random
 * and fails at random: what comes out is the union of the two halves as computed from the drawn
 * events alone, each event once, in any order, none behind a watermark that any reader has
 * reported; no reader waits for ever; in the end all report the end.
 *
 * <p>Most of them read a lake only, which takes milliseconds and, for a seed, goes the same way
 * each time. The others read a topic on a broker, too, by KafkaIO's own readers; a broker answers
 * when it does, so that a seed gives the same data and draws, but not the same interleaving.
 *
 * <p>A job fails with its process, so that its readers find nothing of before, or without it, so
 * that they find each other's bounds of before; it goes back to a checkpoint that was taken at
 * once, or of one reader after the other. What was emitted since is taken back, and what comes
 * again must not lie behind the watermark that the checkpoint knows, either.
 *
 * <p>A failure names its seed, which is run alone by {@code -Dtest=RandomReadsTest
 * -Drandom.read=SEED}.
 */
class RandomReadsTest {

  private static final int LAKES = 900;
  private static final int SEAMS = 100;

  private static EmbeddedKafka kafka;
  private static Admin admin;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start();
    admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()));
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stopKafka() {
    producer.close();
    admin.close();
    kafka.close();
  }

  static LongStream lakes() {
    return seeds(0, LAKES);
  }

  static LongStream seams() {
    return seeds(LAKES, LAKES + SEAMS);
  }

  private static LongStream seeds(long first, long end) {
    Long only = Long.getLong("random.read");
    return only == null
        ? LongStream.range(first, end)
        : LongStream.of(only).filter(seed -> first <= seed && seed < end);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("lakes")
  void lakeComesOutOnceAndInTime(long seed, @TempDir Path directory) throws Exception {
    RandomRead drawn = new RandomRead(seed, false);
    Path lake = directory.resolve("lake");
    drawn.writeLake(lake);

    check(
        drawn,
        new Random(-seed),
        drawn.read(lake, null).withPlanLocation(directory.resolve("plan.json").toString()),
        4,
        20);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seams")
  void lakeAndStreamComeOutOnceAndInTime(long seed, @TempDir Path directory) throws Exception {
    RandomRead drawn = new RandomRead(seed, true);
    Path lake = directory.resolve("lake");
    drawn.writeLake(lake);
    String topic = "random-" + seed;
    Topics.create(admin, topic, drawn.partitions());
    drawn.publish(
        (partition, millis, value) ->
            producer.send(new ProducerRecord<>(topic, partition, millis, null, value)));
    producer.flush();

    check(
        drawn,
        new Random(-seed),
        drawn.read(lake, stream(topic)).withPlanLocation(directory.resolve("plan.json").toString()),
        2,
        3);
  }

  /** A consumer that is closed while it waits for a fetch waits for its answer. */
  private static KafkaStream stream(String topic) {
    return KafkaStream.of(kafka.bootstrapServers(), topic)
        .withConsumerConfig(Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10));
  }

  private static void check(
      RandomRead drawn,
      Random random,
      LambdaIO.Read<Event> read,
      int maxFailures,
      int maxReopenings)
      throws Exception {
    boolean saysBootstrapEnd = random.nextBoolean();
    List<Lakes.Timed> expected = new ArrayList<>(drawn.expected());
    if (saysBootstrapEnd) {
      expected.add(new Lakes.Timed(drawn.cutoffMillis(), DrivenReader.BOOTSTRAP_END));
    }
    RandomRunner runner =
        new RandomRunner(
            random,
            drawn,
            read,
            saysBootstrapEnd,
            random.nextInt(maxFailures + 1),
            random.nextInt(maxReopenings + 1));

    List<Lakes.Timed> emitted = runner.run();

    assertThat(emitted).as(runner::toString).containsExactlyInAnyOrderElementsOf(expected);
  }
}
