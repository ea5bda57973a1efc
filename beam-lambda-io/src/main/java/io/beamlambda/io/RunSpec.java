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

/** What every participant of one read knows of the read as a whole. */
final class RunSpec implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String id;
  private final long[] initialBounds;
  private final int lanes;
  private final long maxLeadMillis;

  /**
   * @param id unique to one attempt at one read
   * @param initialBounds what the plan promises for each participant: lanes first, then partitions
   * @param lanes how many of the participants are lanes
   */
  RunSpec(String id, long[] initialBounds, int lanes, long maxLeadMillis) {
    this.id = id;
    this.initialBounds = initialBounds.clone();
    this.lanes = lanes;
    this.maxLeadMillis = maxLeadMillis;
  }

  String id() {
    return id;
  }

  int lanes() {
    return lanes;
  }

  int participants() {
    return initialBounds.length;
  }

  long maxLeadMillis() {
    return maxLeadMillis;
  }

  /** The participant that a partition, counted in the order of the plan, is. */
  int partitionParticipant(int partition) {
    return lanes + partition;
  }

  Board newLocalBoard() {
    return new LocalBoard(initialBounds);
  }
}
