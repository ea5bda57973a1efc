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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

/** Records of a partition that are handed over as one. */
class StreamBlocksTest {

  private static final long START = 1_000_000;
  private static final StreamEventDecoder<String> DECODER =
      new StreamEventDecoder<>(
          EventMapping.of(
              TypeDescriptors.strings(),
              row -> "row",
              record -> {
                String value = new String(Objects.requireNonNull(record.value()), UTF_8);
                if (value.equals("bad")) {
                  throw new IllegalArgumentException("no such airport");
                }
                return value;
              }),
          StringUtf8Coder.of(),
          START,
          Long.MAX_VALUE);

  private static ConsumerRecord<byte[], byte[]> record(long offset, long millis, String value) {
    byte[] bytes = value.getBytes(UTF_8);
    return new ConsumerRecord<>(
        "flights",
        0,
        offset,
        millis,
        TimestampType.CREATE_TIME,
        1,
        bytes.length,
        new byte[1],
        bytes,
        new RecordHeaders(),
        java.util.Optional.empty());
  }

  private static List<StreamEvent<?>> decoded(ConsumerRecord<byte[], byte[]> record) {
    return ((StreamHeaders) record.headers()).decoded();
  }

  /**
   * Whatever the order of the records: all come, in their order, and none is earlier than what is
   * promised once the block that it is part of has been handed over.
   */
  @Property(tries = 300)
  void everyEventComesInOrderAndNoneIsEarlierThanItsOwnBlocksPromise(
      @ForAll @Size(min = 1, max = 700) List<@LongRange(min = -50, max = 400) Long> times,
      @ForAll @IntRange(min = 0, max = 200) int maxDisorder) {
    StreamBlocks blocks = new StreamBlocks(DECODER, maxDisorder);
    for (int i = 0; i < times.size(); i++) {
      blocks.add(record(i, START + times.get(i), String.valueOf(i)));
    }

    List<String> events = new ArrayList<>();
    long bytes = 0;
    for (ConsumerRecord<byte[], byte[]> record : blocks.records()) {
      List<StreamEvent<?>> block = decoded(record);
      assertThat(block).hasSizeBetween(1, StreamBlock.MAX_EVENTS);
      long latest =
          block.stream().mapToLong(StreamEvent::eventTimeMillis).max().orElseThrow() - maxDisorder;
      assertThat(block)
          .filteredOn(event -> event.eventTimeMillis() >= START)
          .allSatisfy(event -> assertThat(event.eventTimeMillis()).isGreaterThanOrEqualTo(latest));
      block.forEach(event -> events.add((String) event.event()));
      assertThat(record.offset()).isEqualTo(events.size() - 1);
      bytes += record.value().length;
    }
    List<String> all = new ArrayList<>();
    long allBytes = 0;
    for (int i = 0; i < times.size(); i++) {
      all.add(String.valueOf(i));
      allBytes += 1 + String.valueOf(i).length();
    }
    assertThat(events).isEqualTo(all);
    assertThat(bytes).isEqualTo(allBytes);
  }

  @Test
  void recordsInOrderFillABlock() {
    StreamBlocks blocks = new StreamBlocks(DECODER, 60_000);
    for (int i = 0; i < 600; i++) {
      blocks.add(record(i, START + i, "event"));
    }

    assertThat(blocks.records())
        .extracting(ConsumerRecord::offset)
        .containsExactly(255L, 511L, 599L);
  }

  @Test
  void recordThatCannotBeDecodedStandsAloneAndFailsWhenItIsRead() {
    StreamBlocks blocks = new StreamBlocks(DECODER, 60_000);
    blocks.add(record(7, START, "a"));
    blocks.add(record(8, START, "bad"));
    blocks.add(record(9, START, "b"));

    List<ConsumerRecord<byte[], byte[]>> records = blocks.records();

    assertThat(records).extracting(ConsumerRecord::offset).containsExactly(7L, 8L, 9L);
    ConsumerRecord<byte[], byte[]> bad = records.get(1);
    try (Deserializer<List<StreamEvent<String>>> deserializer =
        DECODER.getDeserializer(Map.of(), false)) {
      assertThat(deserializer.deserialize("flights", records.get(0).headers(), new byte[0]))
          .extracting(StreamEvent::event)
          .containsExactly("a");
      assertThatThrownBy(() -> deserializer.deserialize("flights", bad.headers(), bad.value()))
          .isInstanceOf(SerializationException.class)
          .hasMessage(
              "Cannot decode the record at topic flights, partition 0, offset 8: no such airport");
    }
  }

  @Test
  void whatTheLakeHasDoesNotEndABlock() {
    StreamBlocks blocks = new StreamBlocks(DECODER, 0);
    blocks.add(record(0, START - 500, "before"));
    blocks.add(record(1, START, "first"));
    blocks.add(record(2, START - 20, "before"));

    assertThat(blocks.records()).singleElement().extracting(ConsumerRecord::offset).isEqualTo(2L);
  }
}
