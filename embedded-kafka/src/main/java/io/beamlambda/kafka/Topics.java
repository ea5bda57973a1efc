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
package io.beamlambda.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Timer;

/** Creates topics that can be written to at once. */
public final class Topics {

  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);

  private Topics() {}

  /**
   * Creates a topic of one replica and returns when all its partitions have a leader.
   *
   * @throws org.apache.kafka.common.errors.TopicExistsException if there is one of that name
   * @throws org.apache.kafka.common.errors.TimeoutException if no broker answers
   */
  public static void create(Admin admin, String name, int partitions) {
    await(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all());
    awaitLeaders(admin, name, partitions);
  }

  /**
   * Only the leader answers. Before it leads, it refuses a producer's first batch, may then take
   * the second, and never the first again: it is out of order. And before the broker has heard of
   * the topic it says that there is none, which the admin client takes for the last word.
   */
  private static void awaitLeaders(Admin admin, String name, int partitions) {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(name, partition))
            .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
    Timer timer = Time.SYSTEM.timer(KNOWN_WITHIN.toMillis());
    while (true) {
      try {
        await(admin.listOffsets(ends).all());
        return;
      } catch (InvalidMetadataException e) {
        timer.update();
        if (timer.isExpired()) {
          throw e;
        }
        timer.sleep(POLL.toMillis());
      }
    }
  }

  private static void await(KafkaFuture<?> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause
          ? cause
          : new KafkaException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted", e);
    }
  }
}
