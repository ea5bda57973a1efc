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
package io.beamlambda.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

  private static final Instant LONG_AGO = Instant.parse("2001-03-01T12:34:00Z");

  @Test
  void recordsWithOldTimestampsComeBackInOrder() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      kafka.createTopic("flights", 2);
      write(kafka, "flights", 1, List.of("a", "b", "c"));

      List<ConsumerRecord<byte[], byte[]>> records = read(kafka, "flights", 1, 3);

      assertThat(records)
          .extracting(r -> new String(r.value(), UTF_8))
          .containsExactly("a", "b", "c");
      assertThat(records)
          .extracting(ConsumerRecord::timestamp)
          .containsOnly(LONG_AGO.toEpochMilli());
      assertThat(read(kafka, "flights", 0, 0)).isEmpty();
    }
  }

  @Test
  void restartOnTheSameDirectoryAndPortKeepsRecords(@TempDir Path dir) throws Exception {
    int port;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafka.Config.defaults().withDir(dir))) {
      port = kafka.port();
      kafka.createTopic("flights", 1);
      write(kafka, "flights", 0, List.of("before"));
    }

    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(EmbeddedKafka.Config.defaults().withDir(dir).withPort(port))) {
      assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
      write(kafka, "flights", 0, List.of("after"));

      assertThat(read(kafka, "flights", 0, 2))
          .extracting(r -> new String(r.value(), UTF_8))
          .containsExactly("before", "after");
    }
    assertThat(dir.resolve("meta.properties")).exists();
  }

  @Test
  void twoBrokersRunSideBySide() throws Exception {
    try (EmbeddedKafka one = EmbeddedKafka.start();
        EmbeddedKafka two = EmbeddedKafka.start()) {
      one.createTopic("flights", 1);
      two.createTopic("flights", 1);
      write(one, "flights", 0, List.of("one"));
      write(two, "flights", 0, List.of("two"));

      assertThat(new String(read(one, "flights", 0, 1).get(0).value(), UTF_8)).isEqualTo("one");
      assertThat(new String(read(two, "flights", 0, 1).get(0).value(), UTF_8)).isEqualTo("two");
    }
  }

  @Test
  void closeStopsListeningAndMayBeRepeated() {
    EmbeddedKafka kafka = EmbeddedKafka.start();
    int port = kafka.port();
    kafka.close();
    kafka.close();

    assertThatThrownBy(() -> new Socket(InetAddress.getByName("127.0.0.1"), port).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void anExistingTopicIsNotCreatedAgain() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      kafka.createTopic("flights", 1);

      assertThatThrownBy(() -> kafka.createTopic("flights", 1))
          .isInstanceOf(TopicExistsException.class)
          .hasMessageContaining("flights");
    }
  }

  /**
   * The controller has made a topic before the broker has heard of it: a race, so many topics. On a
   * busy machine one of the 300 met it nearly every time.
   */
  @Test
  void everyTopicCanBeWrittenToAtOnce() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      for (int i = 0; i < 300; i++) {
        kafka.createTopic("topic-" + i, 1);
      }
      write(kafka, "topic-299", 0, List.of("written"));
      assertThat(read(kafka, "topic-299", 0, 1)).hasSize(1);
    }
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      EmbeddedKafka.Config config = EmbeddedKafka.Config.defaults().withPort(taken.getLocalPort());

      assertThatThrownBy(() -> EmbeddedKafka.start(config))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "Cannot start a broker on port %d: it is in use; choose another one",
              taken.getLocalPort());
    }
  }

  @Test
  void portsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> EmbeddedKafka.Config.defaults().withPort(70000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid port: 70000 (must be 0 to 65535)");
  }

  private static void write(EmbeddedKafka kafka, String topic, int partition, List<String> values)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String value : values) {
        producer
            .send(
                new ProducerRecord<>(
                    topic, partition, LONG_AGO.toEpochMilli(), null, value.getBytes(UTF_8)))
            .get();
      }
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(
      EmbeddedKafka kafka, String topic, int partition, int count) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition source = new TopicPartition(topic, partition);
      consumer.assign(List.of(source));
      consumer.seekToBeginning(List.of(source));
      assertThat(consumer.endOffsets(List.of(source))).containsEntry(source, (long) count);
      while (consumer.position(source) < count) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }
}
