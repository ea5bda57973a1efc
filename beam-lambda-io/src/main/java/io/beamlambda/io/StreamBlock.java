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

import java.util.ArrayList;
import java.util.List;

/**
 * Events of consecutive records of one partition, to be handed to the runner as one element.
 *
 * <p>Behind it the partition promises that nothing is earlier than its latest event less the
 * allowed disorder. No event of the block is earlier than that either, so that the promise may be
 * heard while the block is still on its way.
 */
final class StreamBlock {

  /** As many as rows of the lake: engines that count elements then count both alike. */
  static final int MAX_EVENTS = SuffixMinima.BLOCK;

  private final List<StreamEvent<?>> events;
  private long earliestMillis = Long.MAX_VALUE;
  private long latestMillis = Long.MIN_VALUE;

  private StreamBlock(int capacity) {
    this.events = new ArrayList<>(capacity);
  }

  static StreamBlock empty() {
    return new StreamBlock(MAX_EVENTS);
  }

  static StreamBlock of(List<? extends StreamEvent<?>> events) {
    StreamBlock block = new StreamBlock(events.size());
    events.forEach(block::add);
    return block;
  }

  void add(StreamEvent<?> event) {
    events.add(event);
    if (counts(event)) {
      earliestMillis = Math.min(earliestMillis, event.eventTimeMillis());
      latestMillis = Math.max(latestMillis, event.eventTimeMillis());
    }
  }

  /** Whether the event may follow in the same block. */
  boolean takes(StreamEvent<?> event, long maxDisorderMillis) {
    if (events.size() >= MAX_EVENTS) {
      return false;
    }
    long earliest = Math.min(earliestMillis, event.eventTimeMillis());
    long latest = Math.max(latestMillis, event.eventTimeMillis());
    return !counts(event) || latest - maxDisorderMillis <= earliest;
  }

  /** What the lake has, and is dropped, promises nothing and keeps nobody back. */
  private static boolean counts(StreamEvent<?> event) {
    return event.side() != StreamEvent.Side.BEFORE_CUTOFF;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  List<StreamEvent<?>> events() {
    return events;
  }

  long countLate(PartitionSync sync) {
    return events.stream().filter(event -> sync.isLate(event.eventTimeMillis())).count();
  }

  /** The time of the earliest event that the lake does not have. */
  long earliestMillis() {
    return latestMillis < earliestMillis ? events.get(0).eventTimeMillis() : earliestMillis;
  }

  /** The time of the latest event. */
  long latestMillis() {
    return latestMillis < earliestMillis ? events.get(0).eventTimeMillis() : latestMillis;
  }
}
