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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lakes that were archived out of the stream, and say which of its records they hold. */
class SeamByOffsetsTest {

  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema SCHEMA =
      SchemaBuilder.record("Archived")
          .fields()
          .name("event_time")
          .type(LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG)))
          .noDefault()
          .requiredString("key")
          .requiredLong("value")
          .requiredInt("kafka_partition")
          .requiredLong("kafka_offset")
          .endRecord();

  private static EmbeddedKafka kafka;

  @TempDir Path directory;

  /** In order of event time; by arrival they are disordered by up to twelve hours. */
  private final List<Row> rows = Row.generate(2_000, START, Duration.ofDays(4), 3, 5);

  private String topic;
  private Map<Integer, List<ConsumerRecord<byte[], byte[]>>> records;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void publish(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName() + "-" + test.getDisplayName().hashCode();
    TopicWriter.ofRows()
        .withPartitions(2)
        .withDisorder(Duration.ofHours(12))
        .write(kafka.bootstrapServers(), topic, rows);
    records = consume();
  }

  private Map<Integer, List<ConsumerRecord<byte[], byte[]>>> consume() {
    Map<Integer, List<ConsumerRecord<byte[], byte[]>>> all = new HashMap<>();
    List<TopicPartition> partitions =
        List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      int read = 0;
      while (read < rows.size()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          all.computeIfAbsent(record.partition(), p -> new ArrayList<>()).add(record);
          read++;
        }
      }
    }
    return all;
  }

  private List<ConsumerRecord<byte[], byte[]>> records(int partition) {
    return records.getOrDefault(partition, List.of());
  }

  /** Archives offsets [from, to) of both partitions into one file. */
  private Path archive(String name, Map<Integer, long[]> ranges, Map<String, String> footer)
      throws IOException {
    Path file = Files.createDirectories(directory.resolve("lake")).resolve(name);
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(SCHEMA)
            .withConf(new PlainParquetConfiguration())
            .withExtraMetaData(footer)
            .build()) {
      for (Map.Entry<Integer, long[]> range : ranges.entrySet()) {
        for (ConsumerRecord<byte[], byte[]> record : records(range.getKey())) {
          if (record.offset() >= range.getValue()[0] && record.offset() < range.getValue()[1]) {
            writer.write(archived(record));
          }
        }
      }
    }
    return file;
  }

  private static GenericRecord archived(ConsumerRecord<byte[], byte[]> record) throws IOException {
    JsonNode json = JSON.readTree(new String(record.value(), UTF_8));
    GenericRecord row = new GenericData.Record(SCHEMA);
    Instant time = Instant.parse(json.get("event_time").asText());
    row.put("event_time", time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000);
    row.put("key", json.get("key").asText());
    row.put("value", json.get("value").asLong());
    row.put("kafka_partition", record.partition());
    row.put("kafka_offset", record.offset());
    return row;
  }

  private Path archive(String name, long from0, long to0, long from1, long to1) throws IOException {
    return archive(
        name,
        Map.of(0, new long[] {from0, to0}, 1, new long[] {from1, to1}),
        StreamOffsets.of(topic).withRange(0, from0, to0).withRange(1, from1, to1).toFooter());
  }

  private LambdaIO.Read<Event> read() {
    return Lakes.read(
            ParquetLake.at(directory.resolve("lake").toString()).withEventTime("event_time"))
        .withStream(
            KafkaStream.of(kafka.bootstrapServers(), topic)
                .withMaxDisorder(org.joda.time.Duration.standardHours(12)))
        .withCutoff(Cutoff.atStreamOffsets());
  }

  private AbstractThrowableAssert<?, ?> refused(LambdaIO.Read<Event> read) {
    return assertThatThrownBy(() -> Lakes.plan(read)).isInstanceOf(PlanException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyEventIsReadOnceThoughLateOnesCameAfterTheLakeWasWritten(boolean streaming)
      throws IOException {
    // One partition is archived much further than the other: no instant would be the seam.
    archive("a.parquet", 0, 300, 0, 500);
    archive("b.parquet", 300, 420, 500, 800);
    PipelineOptions options = PipelineOptionsFactory.create();
    options.as(StreamingOptions.class).setStreaming(streaming);
    Pipeline pipeline = Pipeline.create(options);

    PCollection<Event> events = pipeline.apply(read().withUntilStreamEnd().withLanes(2));

    PAssert.that(events).containsInAnyOrder(rows.stream().map(Event::of).toList());
    pipeline.run().waitUntilFinish();
  }

  @Test
  void streamStartsBehindTheLakeAndPromisesWhatTheDisorderAllows() throws IOException {
    archive("a.parquet", 0, 300, 0, 500);
    Plan plan = Lakes.plan(read());

    StreamSpec stream = plan.stream();
    assertThat(stream).isNotNull();
    assertThat(stream.ranges()).extracting(StreamRange::start).containsExactly(300L, 500L);
    for (StreamRange range : stream.ranges()) {
      long earliest =
          records(range.partition()).stream()
              .filter(record -> record.offset() >= range.start())
              .mapToLong(ConsumerRecord::timestamp)
              .min()
              .orElseThrow();
      assertThat(range.boundMillis()).isLessThanOrEqualTo(earliest);
    }
    assertThat(plan.toText())
        .contains("lake [its beginning, its end), stream [the lake's next offsets, no end)")
        .contains("none of them twice");
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void planByOffsetsCanBeKept() throws IOException {
    archive("a.parquet", 0, 300, 0, 500);
    String file = directory.resolve("plan.json").toString();
    Plan made = Lakes.plan(read().withPlanLocation(file));
    archive("b.parquet", 300, 420, 500, 800);

    Plan kept = Lakes.plan(read().withPlanLocation(file));

    assertThat(kept.id()).isEqualTo(made.id());
    assertThat(kept.stream()).isNotNull();
    assertThat(kept.stream().ranges()).isEqualTo(Objects.requireNonNull(made.stream()).ranges());
    assertThat(kept.stream().startsAtOffsets()).isTrue();
  }

  @Test
  void columnsServeWhereFootersDoNot() throws IOException {
    archive("a.parquet", Map.of(0, new long[] {0, 300}, 1, new long[] {0, 10}), Map.of());
    archive("b.parquet", Map.of(1, new long[] {10, 500}), Map.of());
    LambdaIO.Read<Event> read =
        read()
            .withLake(
                ParquetLake.at(directory.resolve("lake").toString())
                    .withEventTime("event_time")
                    .withStreamOffsets("kafka_partition", "kafka_offset"));

    Plan plan = Lakes.plan(read);

    assertThat(plan.stream()).isNotNull();
    assertThat(plan.stream().ranges()).extracting(StreamRange::start).containsExactly(300L, 500L);
    Path twice = archive("c.parquet", Map.of(1, new long[] {490, 500}), Map.of());
    refused(read)
        .hasMessageContaining("Offsets 490 to 499 of partition 1 are in")
        .hasMessageContaining(twice.toString());
  }

  @Test
  void partitionThatTheLakeDoesNotHoldIsReadFromItsBeginning() throws IOException {
    archive(
        "a.parquet",
        Map.of(0, new long[] {0, 300}),
        StreamOffsets.of(topic).withRange(0, 0, 300).toFooter());

    Plan plan = Lakes.plan(read());

    assertThat(plan.stream()).isNotNull();
    assertThat(plan.stream().ranges()).extracting(StreamRange::start).containsExactly(300L, 0L);
  }

  @Test
  void gapIsRefusedWithTheOffsetsAndTheFilesUnlessAllowed() throws IOException {
    Path before = archive("a.parquet", 0, 300, 0, 500);
    Path after = archive("b.parquet", 310, 420, 500, 800);

    refused(read())
        .hasMessageStartingWith("Offsets 300 to 309 of partition 0 are in no file: " + before)
        .hasMessageContaining(after + " begins behind them");
    assertThat(Lakes.plan(read().withGapAllowed()).warnings())
        .anyMatch(warning -> warning.endsWith("(allowed)"));
  }

  @Test
  void recordsThatAreInTwoFilesAreRefused() throws IOException {
    Path first = archive("a.parquet", 0, 300, 0, 500);
    Path second = archive("b.parquet", 290, 420, 500, 800);

    refused(read())
        .hasMessage(
            "Offsets 290 to 299 of partition 0 are in "
                + first
                + " and in "
                + second
                + "; take one of them out of the lake");
  }

  @Test
  void fileThatDoesNotSayWhatItHoldsIsRefused() throws IOException {
    Path silent = archive("a.parquet", Map.of(0, new long[] {0, 300}), Map.of());

    refused(read())
        .hasMessageStartingWith(silent + " does not say which records of the stream it holds");
  }

  @Test
  void footerThatCannotBeUnderstoodIsRefused() throws IOException {
    archive(
        "a.parquet",
        Map.of(0, new long[] {0, 300}),
        Map.of(StreamOffsets.OFFSETS, "{\"0\": [[300, 0]]}"));

    refused(read()).hasMessageContaining("Invalid offsets: [300, 0) of partition 0");
  }

  @Test
  void lakeOfAnotherTopicIsRefused() throws IOException {
    archive(
        "a.parquet",
        Map.of(0, new long[] {0, 300}),
        StreamOffsets.of("trains").withRange(0, 0, 300).toFooter());

    refused(read()).hasMessageContaining("holds records of topic 'trains'");
  }

  @Test
  void expiredRecordsThatTheLakeDoesNotHoldAreRefused() throws Exception {
    archive("a.parquet", 0, 300, 0, 500);
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(305)))
          .all()
          .get();
    }

    refused(read())
        .hasMessageContaining(
            "Offsets 300 to 304 of partition 0 are neither in the lake nor in the stream any more");
  }

  @Test
  void topicThatIsShorterThanTheLakeIsRefused() throws IOException {
    long more = records(0).size() + 100L;
    archive(
        "a.parquet",
        Map.of(0, new long[] {0, 300}),
        StreamOffsets.of(topic).withRange(0, 0, more).toFooter());

    refused(read()).hasMessageContaining("the topic was made anew");
  }

  @Test
  void offsetsWithoutAStreamAreRefused() throws IOException {
    archive("a.parquet", 0, 300, 0, 500);

    refused(
            Lakes.read(
                    ParquetLake.at(directory.resolve("lake").toString())
                        .withEventTime("event_time"))
                .withCutoff(Cutoff.atStreamOffsets()))
        .hasMessageContaining("needs a stream");
  }
}
