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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The settings of every Kafka consumer of a read. */
final class ConsumerSettings {

  /** What a user cannot set without breaking what the plan has decided. */
  static final List<String> RESERVED =
      List.of(
          ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

  private ConsumerSettings() {}

  static Map<String, Object> of(KafkaStream stream) {
    Map<String, Object> config = new HashMap<>();
    // A consumer that looks for a topic must not make it.
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // The plan says where to start; to start anywhere else would be a loss or a duplicate.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.putAll(stream.consumerConfig());
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, stream.bootstrapServers());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return config;
  }

  /** For what a consumer cannot ask; with the same security. */
  static Admin newAdmin(KafkaStream stream) {
    Map<String, Object> config = new HashMap<>(of(stream));
    config.keySet().retainAll(AdminClientConfig.configNames());
    return Admin.create(config);
  }

  /** A consumer of its own, for the plan and for batch jobs. */
  static KafkaConsumer<byte[], byte[]> newConsumer(KafkaStream stream) {
    return new KafkaConsumer<>(
        of(stream), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
