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
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.joda.time.Duration;

/** Where the live events are: one Kafka topic. */
@AutoValue
public abstract class KafkaStream implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Duration DEFAULT_MAX_DISORDER = Duration.standardMinutes(1);
  private static final Duration DEFAULT_IDLE_AFTER = Duration.standardSeconds(30);

  KafkaStream() {}

  /** The topic {@code topic} on the brokers {@code bootstrapServers} ({@code host:port,...}). */
  public static KafkaStream of(String bootstrapServers, String topic) {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "Invalid bootstrap servers: '' (must be host:port, comma separated)");
    }
    if (topic.isBlank()) {
      throw new IllegalArgumentException("Invalid topic: '' (must name a Kafka topic)");
    }
    return new AutoValue_KafkaStream(
        bootstrapServers, topic, DEFAULT_MAX_DISORDER, DEFAULT_IDLE_AFTER, Map.of());
  }

  /** The brokers, {@code host:port}, comma separated. */
  public abstract String bootstrapServers();

  /** The topic. */
  public abstract String topic();

  abstract Duration maxDisorder();

  abstract Duration idleAfter();

  /** What was given by {@link #withConsumerConfig}. May hold secrets: not to be printed. */
  public abstract Map<String, Object> consumerConfig();

  /**
   * How far, in event time, an event of a partition may stand behind the latest one before it.
   * Events that are later still may be dropped as late by the runner. Default: one minute.
   */
  public KafkaStream withMaxDisorder(Duration maxDisorder) {
    if (maxDisorder.getMillis() < 0) {
      throw new IllegalArgumentException(
          "Invalid max disorder: " + maxDisorder + " (must be >= 0)");
    }
    return new AutoValue_KafkaStream(
        bootstrapServers(), topic(), maxDisorder, idleAfter(), consumerConfig());
  }

  /**
   * How long, in processing time, a partition may have nothing to read before it stops to hold the
   * others back. Default: 30 seconds.
   */
  public KafkaStream withIdleAfter(Duration idleAfter) {
    if (idleAfter.getMillis() <= 0) {
      throw new IllegalArgumentException("Invalid idle time: " + idleAfter + " (must be > 0)");
    }
    return new AutoValue_KafkaStream(
        bootstrapServers(), topic(), maxDisorder(), idleAfter, consumerConfig());
  }

  /**
   * Settings that are passed to the Kafka consumer (security, fetch sizes, isolation level).
   * Brokers, deserializers, where to start and what to commit follow from the plan and cannot be
   * set.
   *
   * @throws IllegalArgumentException if one of those is set
   */
  public KafkaStream withConsumerConfig(Map<String, Object> config) {
    for (String reserved : ConsumerSettings.RESERVED) {
      if (config.containsKey(reserved)) {
        throw new IllegalArgumentException(
            "Invalid consumer setting: " + reserved + " (follows from the plan; take it out)");
      }
    }
    Map<String, Object> merged = new TreeMap<>(consumerConfig());
    merged.putAll(config);
    return new AutoValue_KafkaStream(
        bootstrapServers(), topic(), maxDisorder(), idleAfter(), Map.copyOf(merged));
  }
}
