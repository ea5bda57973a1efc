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
package io.beamlambda.benchmarks;

import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.io.parquet.ParquetIO;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.joda.time.Instant;

/**
 * Lake and stream as one would join them without this project: ParquetIO and KafkaIO, each cut at
 * {@code C}, and Flatten. Gives the key of each event.
 */
final class NaiveUnion extends PTransform<PBegin, PCollection<String>> {

  private static final long serialVersionUID = 1L;

  private final DataSet data;
  private final String bootstrapServers;

  NaiveUnion(DataSet data, String bootstrapServers) {
    this.data = data;
    this.bootstrapServers = bootstrapServers;
  }

  @Override
  public PCollection<String> expand(PBegin input) {
    long cutoffMillis = data.cutoffMillis();
    PCollection<String> lake =
        input
            .apply(
                "Read lake",
                ParquetIO.parseGenericRecords(NaiveUnion::timed)
                    .from(data.lake() + "/**.parquet")
                    .withCoder(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of())))
            .apply("Timestamp lake rows", ParDo.of(new TimestampFn(cutoffMillis)));
    long stopOffset = data.streamRows();
    PCollection<String> stream =
        input
            .apply(
                "Read stream",
                KafkaIO.<byte[], byte[]>read()
                    .withBootstrapServers(bootstrapServers)
                    .withTopic(data.topic())
                    .withKeyDeserializer(ByteArrayDeserializer.class)
                    .withValueDeserializer(ByteArrayDeserializer.class)
                    .withConsumerConfigUpdates(
                        Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"))
                    .withTimestampPolicyFactory(
                        (partition, previous) -> new InOrder(stopOffset, previous)))
            .apply("Decode stream", ParDo.of(new DecodeFn(cutoffMillis)));
    return PCollectionList.of(lake).and(stream).apply("Union", Flatten.pCollections());
  }

  private static KV<String, Long> timed(GenericRecord row) {
    Probe.lakeRow();
    return KV.of(row.get("key").toString(), (Long) row.get("event_time") / 1_000);
  }

  private static final class TimestampFn extends DoFn<KV<String, Long>, String> {

    private static final long serialVersionUID = 1L;

    private final long cutoffMillis;

    TimestampFn(long cutoffMillis) {
      this.cutoffMillis = cutoffMillis;
    }

    @ProcessElement
    public void process(@Element KV<String, Long> row, OutputReceiver<String> receiver) {
      if (row.getValue() < cutoffMillis) {
        receiver.outputWithTimestamp(row.getKey(), Instant.ofEpochMilli(row.getValue()));
      }
    }
  }

  private static final class DecodeFn extends DoFn<KafkaRecord<byte[], byte[]>, String> {

    private static final long serialVersionUID = 1L;

    private final long cutoffMillis;

    DecodeFn(long cutoffMillis) {
      this.cutoffMillis = cutoffMillis;
    }

    @ProcessElement
    public void process(
        @Element KafkaRecord<byte[], byte[]> record, OutputReceiver<String> receiver) {
      if (record.getTimestamp() >= cutoffMillis) {
        receiver.output(StreamRecords.key(record.getKV().getValue()));
      }
    }
  }

  /** For a topic in order of event time; passes the end of time after its last record. */
  private static final class InOrder extends TimestampPolicy<byte[], byte[]> {

    private final long stopOffset;
    private Instant watermark;

    InOrder(long stopOffset, Optional<Instant> previous) {
      this.stopOffset = stopOffset;
      this.watermark = previous.orElse(BoundedWindow.TIMESTAMP_MIN_VALUE);
    }

    @Override
    public Instant getTimestampForRecord(
        PartitionContext context, KafkaRecord<byte[], byte[]> record) {
      Instant timestamp = Instant.ofEpochMilli(record.getTimestamp());
      watermark =
          record.getOffset() + 1 < stopOffset ? timestamp : BoundedWindow.TIMESTAMP_MAX_VALUE;
      return timestamp;
    }

    @Override
    public Instant getWatermark(PartitionContext context) {
      return watermark;
    }
  }
}
