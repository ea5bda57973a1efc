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

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer that reads what the plan says and keeps its partitions paused while they are ahead of
 * the slowest participant: that is how the stream waits for the lake, without KafkaIO knowing.
 *
 * <p>It differs from its superclass in three methods only. {@code assign} also seeks to the plan's
 * start offsets (KafkaIO asks for the position afterwards, and seeks by itself when it restores).
 * {@code seek} to a mark goes one record back, whose event time says how far the partition was:
 * else a quiet partition would not know until its next record. {@code poll} holds partitions back,
 * stops at the stop offsets, tells the {@link PartitionSync}s, and hands over {@link StreamBlocks}.
 */
final class HeldConsumer extends KafkaConsumer<byte[], byte[]> {

  /** How long a poll waits when a partition is held, so that it is let go soon after. */
  private static final Duration HELD_POLL = Duration.ofMillis(20);

  /** How often the topic is asked for its partitions; Kafka's own answer is minutes old. */
  private static final long LOOK_EVERY_MILLIS = 60_000;

  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(HeldConsumer.class);

  private final RunSpec runSpec;
  private final StreamSpec stream;
  private final StreamEventDecoder<?> decoder;
  private final Clock clock;

  /** Where readers of an earlier one's mark go on; the record before that is looked at first. */
  private final Map<TopicPartition, Long> resumedAt = new HashMap<>();

  private final Map<TopicPartition, Watched> watched = new HashMap<>();
  private long lastLookMillis;
  private int unreadPartitions;

  HeldConsumer(
      Map<String, Object> config,
      RunSpec runSpec,
      StreamSpec stream,
      StreamEventDecoder<?> decoder,
      Clock clock) {
    super(config);
    this.runSpec = runSpec;
    this.stream = stream;
    this.decoder = decoder;
    this.clock = clock;
  }

  /** A partition and when, in processing time, it last had something to read. */
  private static final class Watched {
    private static final long NOT_HELD = -1;

    private final PartitionSync sync;
    private long lastActiveMillis;
    private long heldSinceMillis = NOT_HELD;

    private Watched(PartitionSync sync, long nowMillis) {
      this.sync = sync;
      this.lastActiveMillis = nowMillis;
    }

    private void measureHold(boolean isHeld, long nowMillis) {
      if (heldSinceMillis != NOT_HELD) {
        sync.heldFor(nowMillis - heldSinceMillis);
      }
      heldSinceMillis = isHeld ? nowMillis : NOT_HELD;
    }
  }

  @Override
  public void assign(Collection<TopicPartition> partitions) {
    super.assign(partitions);
    watched.clear();
    ReadRun run = ReadRun.of(runSpec);
    for (TopicPartition partition : partitions) {
      int index = stream.indexOf(partition);
      // Now, since the reader has just begun its partitions: later they may be another one's.
      watched.put(partition, new Watched(run.partition(index, stream), clock.millis()));
      seek(partition, stream.ranges().get(index).start());
    }
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    StreamRange range = stream.ranges().get(stream.indexOf(partition));
    if (range.start() < offset && offset < range.stop()) {
      resumedAt.put(partition, offset);
      super.seek(partition, offset - 1);
    } else {
      resumedAt.remove(partition);
      super.seek(partition, offset);
    }
  }

  @Deprecated
  @Override
  public ConsumerRecords<byte[], byte[]> poll(long timeoutMillis) {
    return poll(Duration.ofMillis(timeoutMillis));
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    Set<TopicPartition> held = new HashSet<>();
    watched.forEach(
        (partition, watch) -> {
          if (hasStopped(partition, watch.sync) || watch.sync.isHeld()) {
            held.add(partition);
          }
        });
    pause(held);
    Set<TopicPartition> free = new HashSet<>(watched.keySet());
    free.removeAll(held);
    resume(free);

    boolean waitBriefly = !held.isEmpty() && timeout.compareTo(HELD_POLL) > 0;
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = super.poll(waitBriefly ? HELD_POLL : timeout);
    } catch (OffsetOutOfRangeException e) {
      if (!goOnWithout(e.offsetOutOfRangePartitions())) {
        throw ExpiredRecords.describe(e);
      }
      records = ConsumerRecords.empty();
    }
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> kept = new LinkedHashMap<>();
    for (TopicPartition partition : records.partitions()) {
      Watched watch = watched.get(partition);
      if (watch != null) {
        keep(records.records(partition), watch.sync, kept, partition);
      }
    }
    watched.forEach((partition, watch) -> afterPoll(partition, watch, held, kept));
    lookForNewPartitions();
    return new ConsumerRecords<>(kept);
  }

  /** A plan names its partitions, so that nobody reads those that are added to the topic. */
  private void lookForNewPartitions() {
    long now = clock.millis();
    if (now - lastLookMillis < LOOK_EVERY_MILLIS) {
      return;
    }
    lastLookMillis = now;
    int added;
    try {
      // Known from what the consumer has polled; hardly ever a question to the broker.
      added = partitionsFor(stream.stream().topic(), LOOK).size() - stream.plannedPartitions();
    } catch (TimeoutException e) {
      return;
    }
    if (added > unreadPartitions) {
      LOG.warn(
          "Topic {} has {} partition(s) more than the {} that it had when the plan was made; their"
              + " records are not read: plan anew to read them",
          stream.stream().topic(),
          added,
          stream.plannedPartitions());
    }
    unreadPartitions = Math.max(unreadPartitions, added);
  }

  /** How many partitions have been added to the topic since the plan was made. */
  int unreadPartitions() {
    return unreadPartitions;
  }

  /** Whether what has expired is only looked at, not read. */
  private boolean goOnWithout(Map<TopicPartition, Long> expired) {
    boolean allOnlyLookedAt =
        expired.entrySet().stream()
            .allMatch(e -> Objects.equals(resumedAt.get(e.getKey()), e.getValue() + 1));
    if (allOnlyLookedAt) {
      expired.forEach((partition, offset) -> super.seek(partition, offset + 1));
    }
    return allOnlyLookedAt;
  }

  private void keep(
      List<ConsumerRecord<byte[], byte[]>> polled,
      PartitionSync sync,
      Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> kept,
      TopicPartition partition) {
    StreamBlocks blocks = new StreamBlocks(decoder, stream.stream().maxDisorder().getMillis());
    long goesOnAt = resumedAt.getOrDefault(partition, sync.range().start());
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      if (record.offset() < goesOnAt) {
        lookAt(record, sync);
      } else if (record.offset() < sync.range().stop()) {
        blocks.add(record);
        sync.polled(record.offset());
      }
    }
    List<ConsumerRecord<byte[], byte[]>> records = blocks.records();
    if (!records.isEmpty()) {
      kept.put(partition, records);
    }
  }

  private void lookAt(ConsumerRecord<byte[], byte[]> before, PartitionSync sync) {
    try {
      sync.resumedBehind(decoder.decode(new StreamHeaders(before)).eventTimeMillis());
    } catch (SerializationException e) {
      // It went through once. What is not known now only keeps the bound low.
      LOG.debug("Cannot decode the record before the mark", e);
    }
  }

  private void afterPoll(
      TopicPartition partition,
      Watched watch,
      Set<TopicPartition> held,
      Map<TopicPartition, ?> kept) {
    if (hasStopped(partition, watch.sync)) {
      return;
    }
    long now = clock.millis();
    watch.measureHold(held.contains(partition), now);
    if (held.contains(partition)
        || kept.containsKey(partition)
        || !watch.sync.isDrained()
        || !isAtEnd(partition)) {
      watch.lastActiveMillis = now;
      watch.sync.setIdle(false);
    } else if (now - watch.lastActiveMillis >= stream.stream().idleAfter().getMillis()) {
      watch.sync.setIdle(true);
    }
  }

  private boolean hasStopped(TopicPartition partition, PartitionSync sync) {
    if (!sync.range().ends() || position(partition) < sync.range().stop()) {
      return false;
    }
    sync.polledToStop();
    return true;
  }

  private boolean isAtEnd(TopicPartition partition) {
    OptionalLong lag = currentLag(partition);
    return lag.isPresent() && lag.getAsLong() == 0;
  }
}
