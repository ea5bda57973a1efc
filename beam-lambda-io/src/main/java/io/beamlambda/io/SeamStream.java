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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The stream's side. Each partition is read from where the window may begin in it to the first
 * record that stands behind the window by the allowed disorder: what comes after that is late.
 */
final class SeamStream<T> implements SeamSide {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** What is read of one partition. */
  private static final class Part {
    private final TopicPartition partition;
    private final long start;
    private final long usedFrom;
    private final long limit;

    /** Behind the last record that was of interest; the limit until it is known. */
    private long stop;

    /**
     * @param usedFrom the offset from which on the read takes events of the cutoff and later
     */
    private Part(TopicPartition partition, long start, long usedFrom, long limit) {
      this.partition = partition;
      this.start = start;
      this.usedFrom = usedFrom;
      this.limit = limit;
      this.stop = limit;
    }
  }

  private final KafkaStream stream;
  private final SeamWindow window;
  private final StreamEventDecoder<T> decoder;
  private final EventHasher<T> hasher;
  private final SeamProgressCount progress;
  private final boolean ends;
  private final boolean endsAtTime;
  private final long disorder;
  private final List<Part> parts = new ArrayList<>();
  private final long firstCovered;
  private long latest = Long.MIN_VALUE;

  /**
   * Asks Kafka for offsets.
   *
   * @param nowMillis the wall clock, by which Kafka lets records expire
   * @throws PlanException if the brokers do not answer or the topic does not exist
   */
  SeamStream(
      KafkaStream stream,
      Plan plan,
      SeamWindow window,
      StreamEventDecoder<T> decoder,
      EventHasher<T> hasher,
      SeamProgressCount progress,
      long nowMillis) {
    this.stream = stream;
    this.window = window;
    this.decoder = decoder;
    this.hasher = hasher;
    this.progress = progress;
    this.ends = plan.ends();
    this.endsAtTime = plan.until() != null;
    this.disorder = stream.maxDisorder().getMillis();
    StreamSurvey survey = StreamSurvey.of(stream, decoder, window.from() - disorder);
    List<StreamSurvey.Partition> planned =
        survey.partitions().stream()
            .filter(partition -> partition.partition() < plan.streamPartitions())
            .toList();
    planned.forEach(partition -> parts.add(part(partition, plan)));
    this.firstCovered = firstCovered(planned, survey.retention(), nowMillis);
  }

  private Part part(StreamSurvey.Partition found, Plan plan) {
    StreamSpec spec = plan.stream();
    Optional<StreamRange> range =
        spec == null
            ? Optional.empty()
            : spec.ranges().stream()
                .filter(planned -> planned.partition() == found.partition())
                .findFirst();
    // Of a partition that is not in the plan nothing is read.
    long usedFrom = range.map(StreamRange::start).orElse(Long.MAX_VALUE);
    long limit = Math.min(found.end(), range.map(StreamRange::stop).orElse(found.end()));
    return new Part(
        new TopicPartition(stream.topic(), found.partition()), found.start(), usedFrom, limit);
  }

  /** Before the first record there may have been others only where some have expired. */
  private long firstCovered(
      List<StreamSurvey.Partition> partitions, @Nullable Retention kept, long nowMillis) {
    long first = Long.MAX_VALUE;
    long expired = Long.MIN_VALUE;
    for (StreamSurvey.Partition partition : partitions) {
      Long event = partition.firstEventMillis();
      if (event != null) {
        first = Math.min(first, event);
      }
      if (partition.hasExpired()) {
        // What has expired may have been later, by the allowed disorder.
        expired =
            Math.max(expired, event == null ? keptFrom(kept, nowMillis) : event + disorder + 1);
      }
    }
    return Math.max(first, expired);
  }

  /** From when on nothing can have expired, by what is known of the topic. */
  private long keptFrom(@Nullable Retention kept, long nowMillis) {
    return kept == null || kept.bySize() || kept.millis() == Retention.FOR_EVER
        ? Long.MAX_VALUE
        : nowMillis - kept.millis() + disorder;
  }

  @Override
  public void read(SeamFilter filter, SeamSink sink) {
    long behind = window.end() + disorder;
    consume(
        (consumer, part) -> {
          long[] last = {Long.MIN_VALUE};
          part.stop =
              consume(
                  consumer,
                  part,
                  part.start,
                  part.stop,
                  (offset, event) -> {
                    long millis = event.eventTimeMillis();
                    boolean late = last[0] > Long.MIN_VALUE && millis < last[0] - disorder;
                    last[0] = Math.max(last[0], millis);
                    give(part, offset, event, filter, sink, late);
                    return last[0] < behind;
                  });
          latest = Math.max(latest, last[0]);
        });
  }

  @Override
  public void readOn(SeamFilter filter, SeamSink sink) {
    consume(
        (consumer, part) ->
            consume(
                consumer,
                part,
                part.stop,
                part.limit,
                (offset, event) -> {
                  give(part, offset, event, filter, sink, true);
                  return true;
                }));
  }

  private void give(
      Part part,
      long offset,
      StreamEvent<T> event,
      SeamFilter filter,
      SeamSink sink,
      boolean late) {
    long millis = event.eventTimeMillis();
    boolean reached = !window.isStreams(millis) || offset >= part.usedFrom;
    if (reached && filter.wants(millis)) {
      sink.event(millis, hasher.bucket(event.event()), hasher.hash(millis, event.event()), late);
    }
  }

  /** Takes a record; whether another one is wanted. */
  private interface Taker<T> {
    boolean take(long offset, StreamEvent<T> event);
  }

  private void consume(BiConsumer<KafkaConsumer<byte[], byte[]>, Part> partReader) {
    try (KafkaConsumer<byte[], byte[]> consumer = ConsumerSettings.newConsumer(stream)) {
      parts.forEach(part -> partReader.accept(consumer, part));
    } catch (OffsetOutOfRangeException e) {
      throw new PlanException(ExpiredRecords.describe(e).getMessage(), e);
    } catch (KafkaException e) {
      throw StreamSurvey.refused(stream, e);
    }
  }

  /** Gives the records of offsets {@code [start, stop)}; the offset behind the last one given. */
  private long consume(
      KafkaConsumer<byte[], byte[]> consumer, Part part, long start, long stop, Taker<T> taker) {
    if (start >= stop) {
      return stop;
    }
    consumer.assign(List.of(part.partition));
    consumer.seek(part.partition, start);
    long position = start;
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (position < stop) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() >= stop) {
          return stop;
        }
        progress.streamRecord();
        if (!taker.take(record.offset(), decoder.decode(new StreamHeaders(record)))) {
          return record.offset() + 1;
        }
      }
      // Also over what is no record, such as the end of a transaction.
      long now = consumer.position(part.partition);
      if (now > position) {
        position = now;
        deadline = System.nanoTime() + TIMEOUT.toNanos();
      } else if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException("no record within " + TIMEOUT.toSeconds() + " s");
      }
    }
    return stop;
  }

  @Override
  public SeamRange covered() {
    if (latest == Long.MIN_VALUE) {
      return SeamRange.EMPTY;
    }
    return new SeamRange(firstCovered, ends ? latest + 1 : latest - disorder);
  }

  /** A read that ends with the stream has all that it is asked for. */
  @Override
  public boolean goesOn() {
    return !endsAtTime;
  }
}
