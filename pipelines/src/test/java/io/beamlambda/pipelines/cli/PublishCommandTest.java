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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishCommandTest {

  /** Rows of the shipped file in the first half hour of 2001-03-01, counted with SQL. */
  private static final int ROWS = 38;

  @TempDir private static Path dir;

  private static final EmbeddedKafka KAFKA = EmbeddedKafka.start();
  private static Path flights = Path.of("");

  @BeforeAll
  static void unpackFlights() throws IOException {
    flights = DemoFlights.unpack(dir).shipped();
  }

  @AfterAll
  static void stopKafka() {
    KAFKA.close();
  }

  @Test
  void jsonHasTheColumnsByNameAndTheEventTimeAsTimestamp() {
    Outcome outcome = publish("json", "--partitions=2");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith("Published " + ROWS + " records to topic json (2 partitions)");
    assertThat(outcome.exitCode()).isZero();
    List<ConsumerRecord<byte[], byte[]>> records = read("json", 2);
    assertThat(records).hasSize(ROWS);
    ConsumerRecord<byte[], byte[]> first = records.get(0);
    assertThat(first.key()).isNull();
    assertThat(Instant.ofEpochMilli(first.timestamp())).isEqualTo("2001-03-01T00:00:00Z");
    assertThat(new String(first.value(), UTF_8))
        .startsWith("{\"date\":\"2001-03-01T00:00:00Z\",\"origin\":\"")
        .matches(".*\"delay\":-?\\d+,\"distance\":\\d+}");
  }

  @Test
  void partitionsAreFilledInTurnAndEachIsInOrder() {
    assertThat(publish("turns", "--partitions=3").err()).isEmpty();

    List<ConsumerRecord<byte[], byte[]>> records = read("turns", 3);

    assertThat(records.stream().filter(r -> r.partition() == 0)).hasSize(13); // 38 rows by threes
    for (int partition = 0; partition < 3; partition++) {
      int wanted = partition;
      assertThat(
              records.stream().filter(r -> r.partition() == wanted).map(ConsumerRecord::timestamp))
          .isSortedAccordingTo(Comparator.naturalOrder());
    }
  }

  @Test
  void avroCarriesItsSchemasFingerprint() throws IOException {
    assertThat(publish("avro", "--format=avro").err()).isEmpty();

    Schema schema = new AvroSchemaConverter().convert(ParquetRows.at(flights).schema());
    BinaryMessageDecoder<GenericRecord> decoder =
        new BinaryMessageDecoder<>(GenericData.get(), schema);
    List<ConsumerRecord<byte[], byte[]>> records = read("avro", 1);

    assertThat(records).hasSize(ROWS);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      GenericRecord row = decoder.decode(record.value());
      assertThat((Long) row.get("date")).isEqualTo(record.timestamp() * 1000);
      assertThat(row.get("origin").toString()).hasSize(3);
    }
  }

  @Test
  void aTopicOfAnotherSizeIsRefused() {
    KAFKA.createTopic("small", 1);

    Outcome outcome = publish("small", "--partitions=2");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualToIgnoringNewLines(
            "lambda: Topic 'small' exists with 1 partitions, not 2: leave --partitions out, or take"
                + " another topic");
  }

  private static Outcome publish(String topic, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "publish",
                "--parquet=" + flights,
                "--topic=" + topic,
                "--bootstrapServers=" + KAFKA.bootstrapServers(),
                "--eventTimeField=date",
                "--from=2001-03-01T00:00:00Z",
                "--until=2001-03-01T00:30:00Z"));
    args.addAll(List.of(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  /** All records, by timestamp. */
  private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int partitions) {
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(topic, i)).toList();
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long total = consumer.endOffsets(all).values().stream().mapToLong(Long::longValue).sum();
      while (records.size() < total) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
    return records;
  }
}
