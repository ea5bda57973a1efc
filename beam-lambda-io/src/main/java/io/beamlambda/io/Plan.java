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
import java.util.List;
import java.util.Map;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is decided before reading: the pinned files and their slices, the lanes, the
 * cutoff, the start and stop offsets, and the outcome of the checks. Immutable.
 */
@AutoValue
public abstract class Plan {

  /** How many rows or records, at most, a runner gets as one element of a source. */
  public static final int ROWS_PER_ELEMENT = SuffixMinima.BLOCK;

  Plan() {}

  /** The instant at which reading passes from lake to stream. */
  public abstract Instant cutoff();

  /** The earliest event time that is read, inclusive, or null for all of the lake. */
  public abstract @Nullable Instant from();

  /** The end of reading in event time, exclusive, or null for none. */
  public abstract @Nullable Instant until();

  /** Whether the read ends by itself. */
  public abstract boolean ends();

  /** How far, in event time, a reader may be ahead of the slowest. */
  public abstract Duration maxLead();

  abstract String lakeLocation();

  abstract LakeSpec lake();

  abstract LakeFigures lakeFigures();

  abstract List<Lane> lanes();

  /** What is read of the stream, or null if nothing is. */
  abstract @Nullable StreamSpec stream();

  /** How many partitions the topic had; 0 if the stream was not asked. */
  abstract int streamPartitions();

  /**
   * When the first record of the stream expires that is needed, in epoch millis; {@link
   * Retention#FOR_EVER} if none does, or nobody knows.
   */
  abstract long streamExpiresAtMillis();

  abstract List<PlanCheck> checks();

  /** The settings that it was made with; see {@link PlanSettings}. */
  abstract Map<String, String> settings();

  /** When it was made, by the driver's clock. */
  public abstract Instant madeAt();

  /** The same plan with other checks. */
  Plan withChecks(List<PlanCheck> checks) {
    return toBuilder().checks(checks).build();
  }

  abstract Builder toBuilder();

  static Builder builder() {
    return new AutoValue_Plan.Builder()
        .streamPartitions(0)
        .streamExpiresAtMillis(Retention.FOR_EVER);
  }

  /**
   * What the marks of readers refer to: which rows are read in which lanes, and which partitions.
   * Two plans with the same id can continue each other; offsets do not count, since readers keep
   * theirs.
   */
  public String id() {
    return PlanId.of(this);
  }

  /** From when on, up to the cutoff, events are read from both sides; null if at no time. */
  @Nullable Instant overlapStart() {
    StreamSpec stream = stream();
    return stream == null
            || stream.startsAtOffsets()
            || stream.startMillis() >= cutoff().getMillis()
        ? null
        : Instant.ofEpochMilli(stream.startMillis());
  }

  /** The plan in a few words, for errors. */
  String summary() {
    StreamSpec stream = stream();
    return "%s (lake %s, %s, cutoff %s, %,d row groups in %d lanes)"
        .formatted(
            id(),
            lakeLocation(),
            stream == null ? "no stream" : "topic " + stream.stream().topic(),
            cutoff(),
            lanes().stream().mapToInt(lane -> lane.slices().size()).sum(),
            lanes().size());
  }

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder cutoff(Instant cutoff);

    abstract Builder from(@Nullable Instant from);

    abstract Builder until(@Nullable Instant until);

    abstract Builder ends(boolean ends);

    abstract Builder maxLead(Duration maxLead);

    abstract Builder lakeLocation(String location);

    abstract Builder lake(LakeSpec lake);

    abstract Builder lakeFigures(LakeFigures figures);

    abstract Builder lanes(List<Lane> lanes);

    abstract Builder stream(@Nullable StreamSpec stream);

    abstract Builder streamPartitions(int partitions);

    abstract Builder streamExpiresAtMillis(long expiresAt);

    abstract Builder settings(Map<String, String> settings);

    abstract Builder madeAt(Instant madeAt);

    abstract Builder checks(List<PlanCheck> checks);

    abstract Plan build();
  }

  /** The rows of the slices that will be read, before rows outside the range are passed over. */
  public long lakeRows() {
    return lanes().stream().mapToLong(Lane::rows).sum();
  }

  /** What the user should know but need not act on; one sentence each. */
  public List<String> warnings() {
    return checks().stream().filter(PlanCheck::isWarning).map(PlanCheck::sentence).toList();
  }

  /** The plan for people, several lines. */
  public String toText() {
    return PlanText.of(this);
  }

  /** The plan for programs: one JSON object, times in ISO-8601. */
  public String toJson() {
    return PlanJson.of(this);
  }

  /**
   * What is known of every participant before it has been heard from: lanes, then partitions.
   *
   * @param ordered whether the lanes take part, that is, whether the lake is read in order
   */
  RunSpec newRun(String id, boolean ordered) {
    StreamSpec stream = stream();
    int laneCount = ordered ? lanes().size() : 0;
    int partitions = stream == null ? 0 : stream.ranges().size();
    long[] bounds = new long[laneCount + partitions];
    for (int i = 0; i < laneCount; i++) {
      bounds[i] = Math.max(lake().fromMillis(), lanes().get(i).slices().get(0).bounds().min());
    }
    if (stream != null) {
      for (int i = 0; i < partitions; i++) {
        bounds[laneCount + i] = stream.ranges().get(i).boundMillis();
      }
    }
    return new RunSpec(
        id, id(), summary(), bounds, laneCount, maxLead().getMillis(), streamExpiresAtMillis());
  }
}
