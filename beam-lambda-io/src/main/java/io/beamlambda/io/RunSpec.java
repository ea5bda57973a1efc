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
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What every participant of one read knows of the read as a whole. */
final class RunSpec implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String id;
  private final String planId;
  private final String plan;
  private final long[] initialBounds;
  private final int lanes;
  private final long maxLeadMillis;
  private final long streamExpiresAtMillis;
  private final boolean bootstrapEnd;
  private final @Nullable BoardTopic boardTopic;

  /**
   * @param id unique to one attempt at one read
   * @param planId {@link Plan#id}
   * @param plan the plan in a few words
   * @param initialBounds what the plan promises for each participant: lanes first, then partitions
   * @param lanes how many of the participants are lanes
   * @param streamExpiresAtMillis {@link Plan#streamExpiresAtMillis}
   */
  RunSpec(
      String id,
      String planId,
      String plan,
      long[] initialBounds,
      int lanes,
      long maxLeadMillis,
      long streamExpiresAtMillis) {
    this(id, planId, plan, initialBounds, lanes, maxLeadMillis, streamExpiresAtMillis, false, null);
  }

  private RunSpec(
      String id,
      String planId,
      String plan,
      long[] initialBounds,
      int lanes,
      long maxLeadMillis,
      long streamExpiresAtMillis,
      boolean bootstrapEnd,
      @Nullable BoardTopic boardTopic) {
    this.id = id;
    this.planId = planId;
    this.plan = plan;
    this.initialBounds = initialBounds.clone();
    this.lanes = lanes;
    this.maxLeadMillis = maxLeadMillis;
    this.streamExpiresAtMillis = streamExpiresAtMillis;
    this.bootstrapEnd = bootstrapEnd;
    this.boardTopic = boardTopic;
  }

  /** The same run with a participant more, which says when the lake has ended. */
  RunSpec withBootstrapEnd(long cutoffMillis) {
    long[] bounds = Arrays.copyOf(initialBounds, initialBounds.length + 1);
    bounds[initialBounds.length] = cutoffMillis;
    return new RunSpec(
        id, planId, plan, bounds, lanes, maxLeadMillis, streamExpiresAtMillis, true, boardTopic);
  }

  /** The same run, whose participants may sit in several processes. */
  RunSpec withBoardTopic(BoardTopic topic) {
    return new RunSpec(
        id,
        planId,
        plan,
        initialBounds,
        lanes,
        maxLeadMillis,
        streamExpiresAtMillis,
        bootstrapEnd,
        topic);
  }

  String id() {
    return id;
  }

  String planId() {
    return planId;
  }

  /**
   * Refuses to read what another program has planned: a runner that restores a job reads on with
   * the sources in its state, whatever the program says now.
   *
   * @param options those of the program that runs
   * @throws IllegalStateException if the program was built, but not with this plan
   */
  void checkPlan(PipelineOptions options) {
    PlanOptions program = options.as(PlanOptions.class);
    Map<String, String> plans = program.getLambdaPlans();
    if (plans != null && !plans.containsKey(planId) && !program.isResumePlanOfState()) {
      throw new IllegalStateException(
          ("The state that this job resumes from was read by plan %s, and the program now has plan"
                  + " %s; give the program the lake, topic, cutoff and lanes of the first (a pinned"
                  + " plan has them), start without the state, or go on with the first plan knowingly"
                  + " by --resumePlanOfState")
              .formatted(plan, String.join(" and ", plans.values())));
    }
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

  int partitions() {
    return initialBounds.length - lanes - (bootstrapEnd ? 1 : 0);
  }

  /** The participant that says when the lake has ended, if there is one: the last. */
  int bootstrapEndParticipant() {
    return initialBounds.length - 1;
  }

  /** The participant that a partition, counted in the order of the plan, is. */
  int partitionParticipant(int partition) {
    return lanes + partition;
  }

  RetentionGuard newRetentionGuard() {
    long seam = Arrays.stream(initialBounds, lanes, initialBounds.length).max().orElse(0);
    long begin = Arrays.stream(initialBounds, 0, lanes).min().orElse(seam);
    return new RetentionGuard(streamExpiresAtMillis, begin, seam, Clock.systemUTC());
  }

  /** Where an event time lies between the lake's beginning (0) and its end (100). */
  int percentOfLake(long eventTime, long lakeEndMillis) {
    double begin = Arrays.stream(initialBounds, 0, lanes).min().orElse(lakeEndMillis);
    double share = (eventTime - begin) / Math.max(1, lakeEndMillis - begin);
    return (int) (100 * Math.min(1, Math.max(0, share)));
  }

  boolean hasSharedBoard() {
    return boardTopic != null;
  }

  Board newBoard() {
    return boardTopic == null
        ? new LocalBoard(initialBounds)
        : new KafkaBoard(boardTopic, id, initialBounds);
  }
}
