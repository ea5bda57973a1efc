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
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what is said between a board and its topic, in a thread of its own that begins when the
 * board is used and ends some time after it was last used: a worker process outlives many jobs.
 */
final class BoardLink {

  /** How often readers say how far they are. */
  static final Duration REFRESH = Duration.ofMillis(100);

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration UNUSED_AFTER = Duration.ofSeconds(60);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(BoardLink.class);

  private final BoardTopic topic;
  private final KafkaBoard board;
  private volatile long usedAtNanos;

  // Guarded by this.
  private volatile @Nullable Thread thread;

  BoardLink(BoardTopic topic, KafkaBoard board) {
    this.topic = topic;
    this.board = board;
  }

  /** The board is being used. */
  void touch() {
    usedAtNanos = System.nanoTime();
    if (thread == null) {
      begin();
    }
  }

  private synchronized void begin() {
    if (thread == null) {
      Thread begun = new Thread(this::run, "lambda-board-" + topic.name());
      begun.setDaemon(true);
      begun.setContextClassLoader(BoardLink.class.getClassLoader());
      thread = begun;
      begun.start();
    }
  }

  /** Ends the thread unless the board was used just now. */
  private synchronized boolean ends() {
    if (System.nanoTime() - usedAtNanos < UNUSED_AFTER.toNanos()) {
      return false;
    }
    thread = null;
    return true;
  }

  private void run() {
    while (!ends()) {
      try (KafkaConsumer<byte[], byte[]> consumer = topic.newConsumer();
          KafkaProducer<byte[], byte[]> producer = topic.newProducer()) {
        listenFromNowOn(consumer);
        board.forgetOthers();
        carry(consumer, producer);
        return;
      } catch (RuntimeException e) {
        LOG.warn(
            "Readers in other processes are not heard: topic {} cannot be read ({}); nothing is lost,"
                + " but the watermark waits",
            topic.name(),
            e.getMessage());
        pause();
      }
    }
  }

  private void listenFromNowOn(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("there is no such topic");
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Seeking is put off until somebody asks.
    partitions.forEach(consumer::position);
  }

  private void carry(
      KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer) {
    long saidAtNanos = System.nanoTime() - REFRESH.toNanos();
    while (!ends()) {
      if (System.nanoTime() - saidAtNanos >= REFRESH.toNanos()) {
        saidAtNanos = System.nanoTime();
        board.takeNews().forEach(record -> send(producer, record));
      }
      for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(POLL)) {
        BoardRecord record = BoardRecord.parse(polled.value());
        if (record != null) {
          board.hear(record);
        }
      }
    }
  }

  private void send(KafkaProducer<byte[], byte[]> producer, BoardRecord record) {
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(topic.name(), record.key(), record.value()),
            (metadata, failure) -> {
              if (failure != null) {
                board.notSaid(record);
              }
            });
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_AFTER.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
