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
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a topic keeps its records.
 *
 * @param millis by the records' timestamps; {@link #FOR_EVER} for no limit
 * @param bySize whether they also go when there are too many of them
 */
record Retention(long millis, boolean bySize) {

  static final long FOR_EVER = Long.MAX_VALUE;

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** Asks Kafka; null if it does not say, since not everybody may ask for a topic's settings. */
  static @Nullable Retention of(KafkaStream stream, Duration timeout) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, stream.topic());
    try (Admin admin = ConsumerSettings.newAdmin(stream)) {
      Collection<Config> configs =
          admin
              .describeConfigs(List.of(topic))
              .all()
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
              .values();
      return configs.stream().findFirst().map(Retention::of).orElse(null);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("Kafka does not tell the settings of topic {}", stream.topic(), e);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlanException("Interrupted while asking for the settings of the topic", e);
    }
  }

  private static Retention of(Config config) {
    boolean deletes =
        Set.of(value(config, TopicConfig.CLEANUP_POLICY_CONFIG, "delete").split(","))
            .contains(TopicConfig.CLEANUP_POLICY_DELETE);
    long millis = Long.parseLong(value(config, TopicConfig.RETENTION_MS_CONFIG, "-1"));
    long bytes = Long.parseLong(value(config, TopicConfig.RETENTION_BYTES_CONFIG, "-1"));
    return new Retention(deletes && millis >= 0 ? millis : FOR_EVER, deletes && bytes >= 0);
  }

  private static String value(Config config, String name, String otherwise) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? otherwise : entry.value();
  }
}
