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

import io.beamlambda.kafka.Topics;
import io.beamlambda.pipelines.UsageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes events to a topic, in their order, dealing them to its partitions in turn. */
final class TopicPublisher {

  private static final Duration REACHABLE_WITHIN = Duration.ofSeconds(15);

  private final String bootstrapServers;
  private final String topic;

  TopicPublisher(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  /**
   * The topic's partitions; creates the topic if there is none.
   *
   * @param wanted how many there must be, or null for those that there are, one if created
   */
  int partitions(@Nullable Integer wanted) {
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) REACHABLE_WITHIN.toMillis(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) REACHABLE_WITHIN.toMillis());
    try (Admin admin = Admin.create(config)) {
      Integer existing = existingPartitions(admin);
      if (existing == null) {
        int created = wanted == null ? 1 : wanted;
        Topics.create(admin, topic, created);
        return created;
      }
      if (wanted != null && !wanted.equals(existing)) {
        throw new UsageException(
            "Topic '%s' exists with %d partitions, not %d: leave --partitions out, or take another topic"
                .formatted(topic, existing, wanted));
      }
      return existing;
    } catch (TimeoutException e) {
      throw new UsageException(
          "No Kafka broker answers at %s within %d s: is it running?"
              .formatted(bootstrapServers, REACHABLE_WITHIN.toSeconds()),
          e);
    }
  }

  private @Nullable Integer existingPartitions(Admin admin) {
    try {
      TopicDescription found =
          await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
      return found == null ? null : found.partitions().size();
    } catch (UnknownTopicOrPartitionException e) {
      return null;
    }
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause
          ? cause
          : new KafkaException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted", e);
    }
  }

  /** Writes the events and returns when the broker has all of them. */
  void publish(List<Publication.Event> events, int partitions, LongConsumer sent) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                // A topic that has just been made may refuse a first batch for good if a second
                // one is already on its way.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < events.size() && failure.get() == null; i++) {
        Publication.Event event = events.get(i);
        producer.send(
            new ProducerRecord<>(topic, i % partitions, event.millis(), null, event.value()),
            (metadata, exception) -> failure.compareAndSet(null, exception));
        sent.accept(i + 1L);
      }
      producer.flush();
    }
    Exception failed = failure.get();
    if (failed != null) {
      throw new KafkaException(
          "Cannot write to topic %s: %s".formatted(topic, failed.getMessage()), failed);
    }
  }
}
