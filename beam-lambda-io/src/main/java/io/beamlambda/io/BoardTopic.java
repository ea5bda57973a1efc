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

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka topic through which the processes of a run hear of each other's readers. */
final class BoardTopic implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final long TIMEOUT_SECONDS = 15;

  /** A bound is worth nothing after seconds; an hour is for people who look. */
  private static final Map<String, String> CONFIG =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG,
          "3600000",
          TopicConfig.SEGMENT_MS_CONFIG,
          "600000");

  private final KafkaStream stream;
  private final String name;

  /**
   * @param stream whose brokers are used, with the same security
   */
  BoardTopic(KafkaStream stream, String name) {
    this.stream = stream;
    this.name = name;
  }

  String name() {
    return name;
  }

  /**
   * Creates the topic if there is none.
   *
   * @throws PlanException if it cannot be created
   */
  void ensure() {
    try (Admin admin = ConsumerSettings.newAdmin(stream)) {
      if (admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).contains(name)) {
        return;
      }
      NewTopic topic = new NewTopic(name, Optional.empty(), Optional.empty()).configs(CONFIG);
      admin.createTopics(List.of(topic)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw cannotCreate(e.getCause() == null ? e : e.getCause());
      }
    } catch (java.util.concurrent.TimeoutException e) {
      throw cannotCreate(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cannotCreate(e);
    }
  }

  private PlanException cannotCreate(Throwable cause) {
    return new PlanException(
        ("Cannot create topic '%s' at %s, through which the readers of this job hear of each other:"
                + " %s; create it (one partition, cleanup.policy=delete, retention.ms=3600000), name"
                + " another one by --boardTopic, or use --board=local if the job runs in one process")
            .formatted(name, stream.bootstrapServers(), cause.getMessage()),
        cause);
  }

  KafkaConsumer<byte[], byte[]> newConsumer() {
    Map<String, Object> config = new HashMap<>(ConsumerSettings.of(stream));
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  KafkaProducer<byte[], byte[]> newProducer() {
    Map<String, Object> config = new HashMap<>(ConsumerSettings.of(stream));
    config.keySet().retainAll(ProducerConfig.configNames());
    config.remove(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
    // A bound that is lost is replaced by the next; it must not be overtaken by an older one.
    config.put(ProducerConfig.ACKS_CONFIG, "1");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000L);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
