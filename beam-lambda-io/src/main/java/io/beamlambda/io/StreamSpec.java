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
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What is read of the stream, and how its partitions take part in the synchronisation. */
final class StreamSpec implements Serializable {

  private static final long serialVersionUID = 1L;

  private final KafkaStream stream;
  private final List<StreamRange> ranges;
  private final int plannedPartitions;
  private final long startMillis;
  private final long endMillis;

  /**
   * @param plannedPartitions how many partitions the topic has; not all of them need a range
   * @param startMillis the earliest event time to emit, inclusive; {@link Long#MIN_VALUE} if the
   *     seam is at offsets, so that event time plays no part
   * @param endMillis the end of the event times to emit, exclusive; {@link Long#MAX_VALUE} for none
   */
  StreamSpec(
      KafkaStream stream,
      List<StreamRange> ranges,
      int plannedPartitions,
      long startMillis,
      long endMillis) {
    this.stream = stream;
    this.ranges = List.copyOf(ranges);
    this.plannedPartitions = plannedPartitions;
    this.startMillis = startMillis;
    this.endMillis = endMillis;
  }

  KafkaStream stream() {
    return stream;
  }

  List<StreamRange> ranges() {
    return ranges;
  }

  long startMillis() {
    return startMillis;
  }

  /** Whether everything from the start offsets on is emitted, whatever its event time. */
  boolean startsAtOffsets() {
    return startMillis == Long.MIN_VALUE;
  }

  long endMillis() {
    return endMillis;
  }

  /** How many partitions the topic had when the plan was made. */
  int plannedPartitions() {
    return plannedPartitions;
  }

  List<TopicPartition> topicPartitions() {
    return ranges.stream()
        .map(range -> new TopicPartition(stream.topic(), range.partition()))
        .toList();
  }

  /** The index of a partition in the order of the plan. */
  int indexOf(TopicPartition partition) {
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).partition() == partition.partition()) {
        return i;
      }
    }
    throw new IllegalArgumentException("Partition " + partition + " is not part of the plan");
  }

  /** The consumer's settings: the user's, and those that reading by a plan needs. */
  Map<String, Object> consumerConfig() {
    return ConsumerSettings.of(stream);
  }
}
