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

import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;

/**
 * Records that the plan needs and that Kafka does not have any more: to read on would lose them.
 */
final class ExpiredRecords {

  private ExpiredRecords() {}

  static KafkaException describe(OffsetOutOfRangeException e) {
    String wanted =
        e.offsetOutOfRangePartitions().entrySet().stream()
            .map(
                partition ->
                    "topic %s, partition %d, offset %d"
                        .formatted(
                            partition.getKey().topic(),
                            partition.getKey().partition(),
                            partition.getValue()))
            .sorted()
            .collect(Collectors.joining("; "));
    return new KafkaException(
        "The plan reads on at %s, and Kafka does not have that record any more: it has expired, or the topic was made anew; bring the records into the lake and plan anew with a later cutoff, and let the topic keep its records for longer"
            .formatted(wanted),
        e);
  }
}
