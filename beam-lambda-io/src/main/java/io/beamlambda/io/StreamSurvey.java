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

import com.google.auto.value.AutoValue;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What Kafka tells about a topic when the plan is made. */
@AutoValue
abstract class StreamSurvey {

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /**
   * One partition.
   *
   * @param earliest the first offset that Kafka still has
   * @param end the offset of the next record to be written
   * @param start the offset to start at, to have every event from the start time on
   * @param firstEventMillis the event time of the first record, or null for a partition without any
   * @param startEventMillis the event time of the record at the start, or of the one before it if
   *     there is none yet; null if there is none of both, or nobody asked
   * @param startTimestamp the timestamp of the record at the start, which Kafka's retention goes
   *     by; null if there is none yet
   */
  record Partition(
      int partition,
      long earliest,
      long end,
      long start,
      @Nullable Long firstEventMillis,
      @Nullable Long startEventMillis,
      @Nullable Long startTimestamp) {

    /** Whether records have been deleted from the partition's beginning. */
    boolean hasExpired() {
      return earliest > 0;
    }
  }

  /** A record that was looked at. */
  private record Seen(long eventMillis, long timestamp) {}

  /** In order of their numbers. */
  abstract List<Partition> partitions();

  /** How long the topic keeps records, or null if that is not known. */
  abstract @Nullable Retention retention();

  /**
   * Asks Kafka, to start at an event time.
   *
   * @param decoder gives the event time of a partition's first record
   * @param startMillis event time from which on the stream will be read
   * @throws PlanException if the brokers do not answer or the topic does not exist
   */
  static StreamSurvey of(KafkaStream stream, StreamEventDecoder<?> decoder, long startMillis) {
    return ask(
        stream,
        consumer -> {
          List<TopicPartition> partitions = partitions(consumer, stream);
          Map<TopicPartition, Long> earliest = consumer.beginningOffsets(partitions, TIMEOUT);
          Map<TopicPartition, Long> end = consumer.endOffsets(partitions, TIMEOUT);
          Map<TopicPartition, OffsetAndTimestamp> starts =
              offsetsFor(consumer, partitions, startMillis);
          Map<TopicPartition, Seen> first = recordsAt(consumer, earliest, end, decoder);
          return partitions.stream()
              .map(
                  partition -> {
                    OffsetAndTimestamp start = starts.get(partition);
                    return new Partition(
                        partition.partition(),
                        offset(earliest, partition),
                        offset(end, partition),
                        start == null ? offset(end, partition) : start.offset(),
                        eventMillis(first.get(partition)),
                        null,
                        start == null ? null : start.timestamp());
                  })
              .toList();
        });
  }

  /**
   * Asks Kafka, to start at offsets.
   *
   * @param decoder gives the event times of the records there
   * @param startOffsets by partition; one that is not there starts at its beginning
   * @throws PlanException if the brokers do not answer or the topic does not exist
   */
  static StreamSurvey of(
      KafkaStream stream, StreamEventDecoder<?> decoder, Map<Integer, Long> startOffsets) {
    return ask(
        stream,
        consumer -> {
          List<TopicPartition> partitions = partitions(consumer, stream);
          Map<TopicPartition, Long> earliest = consumer.beginningOffsets(partitions, TIMEOUT);
          Map<TopicPartition, Long> end = consumer.endOffsets(partitions, TIMEOUT);
          Map<TopicPartition, Long> starts = new HashMap<>();
          Map<TopicPartition, Long> looked = new HashMap<>();
          for (TopicPartition partition : partitions) {
            long first = offset(earliest, partition);
            long start = Math.max(first, startOffsets.getOrDefault(partition.partition(), first));
            starts.put(partition, start);
            boolean nothingYet = start >= offset(end, partition);
            looked.put(partition, nothingYet ? Math.max(first, start - 1) : start);
          }
          Map<TopicPartition, Seen> first = recordsAt(consumer, earliest, end, decoder);
          Map<TopicPartition, Seen> atStart = recordsAt(consumer, looked, end, decoder);
          return partitions.stream()
              .map(
                  partition -> {
                    Seen seen = atStart.get(partition);
                    boolean isAtStart = offset(looked, partition) == offset(starts, partition);
                    return new Partition(
                        partition.partition(),
                        offset(earliest, partition),
                        offset(end, partition),
                        offset(starts, partition),
                        eventMillis(first.get(partition)),
                        eventMillis(seen),
                        seen != null && isAtStart ? seen.timestamp() : null);
                  })
              .toList();
        });
  }

  private static StreamSurvey ask(
      KafkaStream stream, Function<KafkaConsumer<byte[], byte[]>, List<Partition>> questions) {
    try (KafkaConsumer<byte[], byte[]> consumer = ConsumerSettings.newConsumer(stream)) {
      return new AutoValue_StreamSurvey(questions.apply(consumer), Retention.of(stream, TIMEOUT));
    } catch (KafkaException e) {
      throw refused(stream, e);
    }
  }

  /** What went wrong between this program and Kafka, for the user. */
  static PlanException refused(KafkaStream stream, KafkaException e) {
    if (e instanceof TimeoutException) {
      return new PlanException(
          "No Kafka broker answered at %s within %d s: check that it runs and that the address is right"
              .formatted(stream.bootstrapServers(), TIMEOUT.toSeconds()),
          e);
    }
    if (e instanceof SerializationException) {
      return new PlanException(e.getMessage(), e);
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new PlanException(
        "Cannot read topic '%s' at %s: %s"
            .formatted(stream.topic(), stream.bootstrapServers(), cause.getMessage()),
        e);
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, KafkaStream stream) {
    // All topics, because asking for a missing one by name waits for it to appear.
    List<PartitionInfo> infos = consumer.listTopics(TIMEOUT).get(stream.topic());
    if (infos == null || infos.isEmpty()) {
      throw new PlanException(
          "No topic '%s' at %s: check its name and the right to see it, or create it"
              .formatted(stream.topic(), stream.bootstrapServers()));
    }
    return infos.stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .sorted(Comparator.comparingInt(TopicPartition::partition))
        .toList();
  }

  private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    Long offset = offsets.get(partition);
    if (offset == null) {
      throw new KafkaException("no offset of partition " + partition);
    }
    return offset;
  }

  /**
   * The first offset whose record may hold an event from {@code startMillis} on. Kafka looks at
   * record timestamps; going back by the allowed disorder covers those that are a little early.
   */
  private static Map<TopicPartition, OffsetAndTimestamp> offsetsFor(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, long startMillis) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, Math.max(0, startMillis)));
    return consumer.offsetsForTimes(times, TIMEOUT);
  }

  private static @Nullable Long eventMillis(@Nullable Seen seen) {
    return seen == null ? null : seen.eventMillis();
  }

  /** The first records at or behind offsets, where there are any. */
  private static Map<TopicPartition, Seen> recordsAt(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> offsets,
      Map<TopicPartition, Long> end,
      StreamEventDecoder<?> decoder) {
    Set<TopicPartition> wanted = new HashSet<>();
    offsets.forEach(
        (partition, offset) -> {
          if (offset < offset(end, partition)) {
            wanted.add(partition);
          }
        });
    Map<TopicPartition, Seen> first = new HashMap<>();
    consumer.assign(wanted);
    // A partition stays paused when it is assigned again.
    consumer.resume(wanted);
    wanted.forEach(partition -> consumer.seek(partition, offset(offsets, partition)));
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!wanted.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (wanted.remove(partition)) {
          first.put(
              partition,
              new Seen(
                  decoder.decode(new StreamHeaders(record)).eventTimeMillis(), record.timestamp()));
        }
      }
      consumer.pause(first.keySet());
      wanted.removeIf(partition -> consumer.position(partition) >= offset(end, partition));
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException("no record within " + TIMEOUT.toSeconds() + " s");
      }
    }
    return first;
  }
}
