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
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a Parquet lake and a Kafka topic as one {@link PCollection} in event time: history first,
 * then live, with nothing lost or counted twice where the two meet.
 *
 * <p>A cutoff {@code C}, an instant of event time, splits the work: events before {@code C} are
 * taken from the lake, events from {@code C} on from the stream. Lake and stream should overlap
 * around it; what the other side has is dropped.
 *
 * <pre>{@code
 * PCollection<KV<String, Long>> delays =
 *     pipeline.apply(
 *         "Read departures",
 *         LambdaIO.<KV<String, Long>>read()
 *             .withLake(ParquetLake.at("s3://bucket/flights").withEventTime("date"))
 *             .withStream(KafkaStream.of("broker:9092", "flights"))
 *             .withMapping(
 *                 EventMapping.of(
 *                     TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.longs()),
 *                     row -> KV.of(row.get("origin").toString(), (Long) row.get("delay")),
 *                     record -> parse(record.value()))));
 * }</pre>
 *
 * <p>With everything that can be said:
 *
 * <pre>{@code
 * LambdaIO.<Departure>read()
 *     .withLake(
 *         ParquetLake.at("s3://bucket/flights/**.parquet")
 *             .withEventTime("date")
 *             .withZone(ZoneId.of("America/New_York"))
 *             .withColumns("date", "origin", "delay"))
 *     .withStream(
 *         KafkaStream.of("broker:9092", "flights")
 *             .withMaxDisorder(Duration.standardMinutes(10))
 *             .withIdleAfter(Duration.standardMinutes(1))
 *             .withConsumerConfig(Map.of("security.protocol", "SSL")))
 *     .withMapping(
 *         EventMapping.of(Departure.class, Departure::ofRow, Departure::ofRecord)
 *             .withStreamEventTime(Departure::date)
 *             .withCoder(DepartureCoder.of()))
 *     .withCutoff(Cutoff.at(Instant.parse("2001-03-01T00:00:00Z")))
 *     .withFrom(Instant.parse("2001-01-01T00:00:00Z"))
 *     .withUntilStreamEnd()
 *     .withLanes(4)
 *     .withMaxLead(Duration.standardHours(6))
 *     .withLakeStrategy(LakeStrategy.ORDERED)
 *     .withPlanLocation("/var/lib/departures/plan.json")
 *     .withSeamCertificate(Duration.standardMinutes(10), SeamPolicy.FAIL)
 *     .withGapAllowed();
 * }</pre>
 *
 * <h2>The plan</h2>
 *
 * <p>When the transform is applied, it lists the lake's files, reads their footers, asks Kafka for
 * its offsets, resolves {@code C}, and checks that lake and stream meet there; {@link Read#plan}
 * does the same without building anything. With {@link GraphOptions} nobody is asked, and the graph
 * is good for looking only. What is wrong is a {@link PlanException} with one sentence. The job
 * then reads the row groups and offsets of the plan, whatever is added to the lake later. A job
 * without an end goes on with the stream.
 *
 * <p>That no event is lost or doubled at the seam can be shown: {@link Read#withSeamCertificate}
 * compares what both sides have around {@code C} when the plan is made, and {@link
 * Read#seamCertificate} at any time.
 *
 * <h2>Timestamps</h2>
 *
 * <p>Elements come out in the global window. The timestamp of a lake row is the value of the
 * event-time column, in milliseconds, finer units rounded down; the timestamp of a stream event is
 * what {@link EventMapping#withStreamEventTime} says, or else the timestamp of the Kafka record.
 *
 * <h2>Ordered and bounded</h2>
 *
 * <p>{@link LakeStrategy#ORDERED}, the default unless the pipeline is a batch job, reads the row
 * groups in the order of their earliest event, in lanes, as an unbounded source. {@link
 * LakeStrategy#BOUNDED} spreads them over the workers and reads them in any order. Both give the
 * same elements. A read that ends, in a pipeline that is not said to be streaming, is a batch job:
 * its output is bounded, unless {@code ORDERED} is asked for. With {@code BOUNDED} in a streaming
 * pipeline the stream does not wait for the lake.
 *
 * <h2>The watermark</h2>
 *
 * <p>What follows is about the ordered strategy. Lanes and Kafka partitions are participants. Each
 * has a bound: nothing that it still emits is earlier. That of a lane is the earliest event time
 * among the rows that it has not read yet, to within 256 rows; sorted rows let it rise within a row
 * group, and unsorted ones do no harm. That of a partition is the latest event time that it has
 * emitted, less {@link KafkaStream#withMaxDisorder}; it begins at {@code C}. Every reader reports
 * the minimum of its own bound and of the slowest participant's as its watermark. So it does not
 * matter whether a runner takes the minimum or the maximum over the splits of a source.
 *
 * <p>A participant whose bound is more than {@link Read#withMaxLead} ahead of the slowest one
 * waits; until all have been heard from, the lead counts from the beginning of the read. This keeps
 * lanes together, and Kafka back until the lake nears {@code C}; what a window operator holds
 * depends on the lead and on how much event time a row group spans, not on the length of history.
 *
 * <p>A partition that has nothing to read for {@link KafkaStream#withIdleAfter} does not hold the
 * others back. If that goes for all of them, the watermark stays at the highest bound; it never
 * follows the wall clock. When a read that ends has emitted everything, the watermark goes to its
 * maximum, which ends the job on runners that end such jobs.
 *
 * <h2>Several workers</h2>
 *
 * <p>Participants in one process know of each other at once. Where a job's readers are spread over
 * several processes, {@link PlanOptions#getBoard} has to be {@code kafka}: each process then writes
 * the bounds of its participants to a small topic ({@link PlanOptions#getBoardTopic}, made if there
 * is none, shared by all jobs) and reads those of the others. The runner profiles choose it for
 * clusters. With the default, {@code local}, no result would be wrong, but each process would wait
 * for those that it cannot see; after a minute a warning says so.
 *
 * <p>News takes about a tenth of a second and two intervals of watermarks to arrive, in which a
 * participant reads at most one lead. So with several participants event time passes at most at
 * {@link Read#withMaxLead} divided by that, with the default lead of an hour at a few hours per
 * second; a longer lead is faster and keeps more windows open.
 *
 * <h2>Restart</h2>
 *
 * <p>Marks are exact: row group and row for a lane, offsets for a partition. A reader that a runner
 * restores goes on at the next row or record, and its bound falls back to what is true there. With
 * a runner that restores marks and state together, each event counts once.
 *
 * <p>A job that is submitted again makes a new plan, unless {@link Read#withPlanLocation} keeps the
 * first one. A kept plan is refused if the read has other settings, if one of its files is gone or
 * has changed, or if its topic was made anew; that its start has expired, or that the topic has got
 * more partitions, is a warning. Where a runner continues readers out of the state of an earlier
 * run, they are those of the earlier plan; they refuse to read for a program that has another one
 * ({@link Plan#id}), unless {@link PlanOptions#isResumePlanOfState}. So the seam never moves
 * unseen.
 *
 * <h2>Errors while reading</h2>
 *
 * <p>What cannot be decoded or mapped, has no event time, or lies earlier than its file's
 * statistics declare fails the job, with a sentence that names file, row group and row, or topic,
 * partition and offset. Nothing is skipped. Records that the plan needs and that Kafka has deleted
 * meanwhile fail the job, too.
 *
 * <h2>Metrics</h2>
 *
 * <p>Counters in the namespace of this class: {@code lakeRows} and {@code streamEvents} (emitted),
 * {@code lakeRowsOutsideRange} (rows of row groups that were read, before {@code from} or from the
 * cutoff or {@code until} on), {@code droppedAtCutoff} (stream events before the cutoff), {@code
 * droppedAtUntil} (stream events from {@code until} on), {@code lateStreamEvents} (more disordered
 * than allowed) and {@code heldMillis} (how long Kafka partitions were held back); and a gauge,
 * {@code leadMillis}, of how far the fastest participant is ahead of the slowest; where the topic
 * does not keep its records for ever, a gauge, {@code retentionMarginMillis}, of how long those of
 * the seam are still kept when the lake has been read, as estimated, of which a negative value is
 * also logged as a warning.
 *
 * <h2>Limitations</h2>
 *
 * <ul>
 *   <li>An ordered read of a lake without a stream has no brokers for a board: on several workers
 *       it needs a single lane, or {@link LakeStrategy#BOUNDED}.
 *   <li>Jobs that were restored from the same state and run at the same time wait for each other.
 *   <li>Partitions that are added to the topic while the job runs are not read; a warning says so.
 *   <li>{@link Read#withUntil} must lie in the past, and the read ends at the offsets found when
 *       the plan was made: events before {@code until} that reach Kafka later are not read.
 *   <li>Start offsets are found by the timestamps of Kafka records, {@code C} less the allowed
 *       disorder. Records whose timestamps are earlier than their event times by more than that may
 *       be missed.
 *   <li>Statistics are trusted where they say that a row group lies outside the range; it is not
 *       read then.
 *   <li>There is no output for bad records yet.
 *   <li>A reader of the lake holds one row group in memory, compressed, its event times, eight
 *       bytes per row, and the footer of the file.
 *   <li>A stream cannot be read with {@code --experiments=use_sdf_read}, since KafkaIO's splittable
 *       reader makes its consumer anew for each turn, is not held back, and never ends; it is
 *       refused. A lake alone can.
 *   <li>Reads that a runner starts again within the same process go by the bounds of before until
 *       each participant has begun again. That is safe where the runner takes the earliest
 *       watermark of its readers; the Spark runner fails the job, or replaces the process.
 * </ul>
 */
public final class LambdaIO {

  private static final Logger LOG = LoggerFactory.getLogger(LambdaIO.class);

  private LambdaIO() {}

  /** A read of lake and stream; see the class for what it guarantees. */
  public static <T> Read<T> read() {
    return new AutoValue_LambdaIO_Read.Builder<T>()
        .setMaxLead(Duration.standardHours(1))
        .setLanes(1)
        .setUntilStreamEnd(false)
        .setGapAllowed(false)
        .setExpectedRowsPerSecond(50_000)
        .setSeamPolicy(SeamPolicy.WARN)
        .build();
  }

  /**
   * The read. Immutable: every {@code with...} returns a new one.
   *
   * @param <T> the event type
   */
  @AutoValue
  public abstract static class Read<T> extends PTransform<PBegin, PCollection<T>> {

    private static final long serialVersionUID = 1L;

    /** The history, or null while none has been given. */
    public abstract @Nullable ParquetLake lake();

    /** The live events, or null if only the lake is read. */
    public abstract @Nullable KafkaStream stream();

    abstract @Nullable EventMapping<T> mapping();

    abstract @Nullable Cutoff cutoff();

    abstract @Nullable Instant from();

    abstract @Nullable Instant until();

    abstract boolean untilStreamEnd();

    abstract Duration maxLead();

    /** How many lanes read the lake in parallel. */
    public abstract int lanes();

    abstract @Nullable LakeStrategy lakeStrategy();

    abstract boolean gapAllowed();

    abstract @Nullable String planLocation();

    abstract long expectedRowsPerSecond();

    abstract @Nullable Duration overlap();

    abstract @Nullable SerializableFunction<T, String> recordId();

    abstract @Nullable Duration seamAround();

    abstract SeamPolicy seamPolicy();

    abstract Builder<T> toBuilder();

    @AutoValue.Builder
    abstract static class Builder<T> {
      abstract Builder<T> setLake(ParquetLake lake);

      abstract Builder<T> setStream(KafkaStream stream);

      abstract Builder<T> setMapping(EventMapping<T> mapping);

      abstract Builder<T> setCutoff(Cutoff cutoff);

      abstract Builder<T> setFrom(Instant from);

      abstract Builder<T> setUntil(Instant until);

      abstract Builder<T> setUntilStreamEnd(boolean untilStreamEnd);

      abstract Builder<T> setMaxLead(Duration maxLead);

      abstract Builder<T> setLanes(int lanes);

      abstract Builder<T> setLakeStrategy(LakeStrategy strategy);

      abstract Builder<T> setGapAllowed(boolean allowed);

      abstract Builder<T> setPlanLocation(String location);

      abstract Builder<T> setExpectedRowsPerSecond(long rows);

      abstract Builder<T> setOverlap(Duration overlap);

      abstract Builder<T> setRecordId(SerializableFunction<T, String> recordId);

      abstract Builder<T> setSeamAround(Duration around);

      abstract Builder<T> setSeamPolicy(SeamPolicy policy);

      abstract Read<T> build();
    }

    /** The history. Required. */
    public Read<T> withLake(ParquetLake lake) {
      return toBuilder().setLake(lake).build();
    }

    /** The live events. Without a stream only the lake is read, and the read ends with it. */
    public Read<T> withStream(KafkaStream stream) {
      return toBuilder().setStream(stream).build();
    }

    /** How rows and records become events. Required. */
    public Read<T> withMapping(EventMapping<T> mapping) {
      return toBuilder().setMapping(mapping).build();
    }

    /** Where reading passes from lake to stream. Default: {@link Cutoff#latestSealedPartition}. */
    public Read<T> withCutoff(Cutoff cutoff) {
      return toBuilder().setCutoff(cutoff).build();
    }

    /** The earliest event time to read, inclusive. Default: the lake's beginning. */
    public Read<T> withFrom(Instant from) {
      return toBuilder().setFrom(from).build();
    }

    /** Ends the read at this event time, exclusive. Must lie in the past. */
    public Read<T> withUntil(Instant until) {
      return toBuilder().setUntil(until).build();
    }

    /** Ends the read at the stream's end offsets, as they are when the plan is made. */
    public Read<T> withUntilStreamEnd() {
      return toBuilder().setUntilStreamEnd(true).build();
    }

    /** How far, in event time, a reader may be ahead of the slowest. Default: one hour. */
    public Read<T> withMaxLead(Duration maxLead) {
      if (maxLead.getMillis() <= 0) {
        throw new IllegalArgumentException("Invalid max lead: " + maxLead + " (must be > 0)");
      }
      return toBuilder().setMaxLead(maxLead).build();
    }

    /** How many lanes read the lake in parallel. Default: 1. */
    public Read<T> withLanes(int lanes) {
      if (lanes < 1) {
        throw new IllegalArgumentException("Invalid lanes: " + lanes + " (must be >= 1)");
      }
      return toBuilder().setLanes(lanes).build();
    }

    /** How the lake is read. Default: ordered, or bounded when the pipeline is a batch job. */
    public Read<T> withLakeStrategy(LakeStrategy strategy) {
      return toBuilder().setLakeStrategy(strategy).build();
    }

    /** Accepts a gap between the lake's end and the stream's start. Default: refused. */
    public Read<T> withGapAllowed() {
      return toBuilder().setGapAllowed(true).build();
    }

    /**
     * Keeps the plan in this file, on any file system that Beam knows. If there is none the plan is
     * made and written, as a whole or not at all; if there is one the job goes on with it, whatever
     * the lake has become since, so that {@code C}, the files and the offsets are those of the
     * first run. Delete the file to plan anew. Programs that find no plan there at the same moment
     * may each go on with their own: let one start first. Default: each run makes its own plan.
     */
    public Read<T> withPlanLocation(String file) {
      if (file.isBlank()) {
        throw new IllegalArgumentException("Invalid plan location: '' (must name a file)");
      }
      return toBuilder().setPlanLocation(file).build();
    }

    /**
     * How fast the job reads the lake, for an estimate of how long the stream has to wait: the plan
     * warns if its records expire before twice that time. Default: 50,000 rows per second.
     */
    public Read<T> withExpectedRowsPerSecond(long rows) {
      if (rows < 1) {
        throw new IllegalArgumentException("Invalid rows per second: " + rows + " (must be >= 1)");
      }
      return toBuilder().setExpectedRowsPerSecond(rows).build();
    }

    /**
     * Reads the stream from this long before {@code C} on, in event time, and the lake up to {@code
     * C}: for lakes whose last hours are not complete. An event that comes from both sides is
     * emitted once; {@link #withRecordId} says which are the same. Record ids are kept until the
     * watermark is at {@code C} plus the overlap; events of the overlap that come later are dropped
     * as late, by the runner. Default: none.
     */
    public Read<T> withOverlap(Duration overlap) {
      if (overlap.getMillis() <= 0) {
        throw new IllegalArgumentException("Invalid overlap: " + overlap + " (must be > 0)");
      }
      return toBuilder().setOverlap(overlap).build();
    }

    /**
     * What identifies an event, the same whether it comes from the lake or from the stream; never
     * null within the overlap. Required with {@link #withOverlap}.
     */
    public Read<T> withRecordId(SerializableFunction<T, String> recordId) {
      return toBuilder().setRecordId(recordId).build();
    }

    /**
     * Compares lake and stream around the cutoff when the plan is made, after its other checks; see
     * {@link #seamCertificate}. What is found becomes a check of the plan: a warning if events are
     * missing, doubled or late, or if nothing can be compared; with {@link SeamPolicy#FAIL} the
     * plan is refused if the certificate is not {@link SeamCertificate#isSound sound}. A read whose
     * part of the stream is empty has no seam, and passes. A kept plan ({@link #withPlanLocation})
     * is not certified again by the runs that go on with it, since the seam cannot move; if it was
     * made without a certificate a warning says so. Default: no certificate.
     *
     * @param around how far before and after the cutoff, in event time; this much of lake and
     *     stream is read and decoded by the program that makes the plan
     * @throws IllegalArgumentException if {@code around} is not longer than zero
     */
    public Read<T> withSeamCertificate(Duration around, SeamPolicy policy) {
      return toBuilder().setSeamAround(checkedAround(around)).setSeamPolicy(policy).build();
    }

    private static Duration checkedAround(Duration around) {
      if (around.getMillis() <= 0) {
        throw new IllegalArgumentException(
            "Invalid time around the seam: " + around + " (must be > 0)");
      }
      return around;
    }

    /**
     * The same read, which also gives one element when the lake has been read: its timestamp is
     * {@code C}, and in an ordered read no watermark passes {@code C} before it. A job that is
     * restored from a state before that gives it again.
     */
    public PTransform<PBegin, ReadResult<T>> withBootstrapEnd() {
      return new ReadWithBootstrapEnd<>(this);
    }

    /**
     * Decides everything that is decided before reading, without building anything. Reads the
     * footers of the lake's files and asks Kafka for its offsets. With a plan location the plan is
     * written there, or read and checked against what is there now.
     *
     * @throws PlanException if lake, stream or seam fail a check
     */
    public Plan plan(PipelineOptions options) {
      return plan(options, PlanProgress.NONE);
    }

    /**
     * As {@link #plan(PipelineOptions)}, and tells how far it has come while it reads the footers
     * of the lake's files; of a plan that is there already it does not read them.
     */
    public Plan plan(PipelineOptions options, PlanProgress progress) {
      return plan(options, coder(CoderRegistry.createDefault()), progress);
    }

    private Plan plan(PipelineOptions options, Coder<T> coder, PlanProgress progress) {
      return planner(coder, progress).plan(options);
    }

    private Planner<T> planner(Coder<T> coder, PlanProgress progress) {
      return new Planner<>(this, requiredLake(), requiredMapping(), coder, Instant.now(), progress);
    }

    /**
     * Compares what lake and stream have in {@code [C - around, C + around)}, as far as the read
     * goes there, without building anything. Reads and decodes the row groups and records that
     * overlap that window; memory depends on how much of it differs. With a plan location the plan
     * that is kept there is certified, if there is one; nothing is written.
     *
     * <p>Of each partition it reads to the first record that stands behind the window by the
     * allowed disorder. Only when the stream seems to have lost something does it read on to the
     * stream's end, since that may just be late.
     *
     * @param around how far before and after the cutoff, in event time
     * @throws PlanException if lake, stream or seam fail a check; if the read has no seam, or one
     *     {@linkplain Cutoff#atStreamOffsets at offsets}, which the plan proves anyway; if the
     *     coder of events is not deterministic; or if an event cannot be read
     * @throws IllegalArgumentException if {@code around} is not longer than zero
     */
    public SeamCertificate seamCertificate(PipelineOptions options, Duration around) {
      return seamCertificate(options, around, SeamProgress.NONE);
    }

    /** As {@link #seamCertificate(PipelineOptions, Duration)}, and tells how far it has come. */
    public SeamCertificate seamCertificate(
        PipelineOptions options, Duration around, SeamProgress progress) {
      return planner(coder(CoderRegistry.createDefault()), PlanProgress.NONE)
          .certificate(options, checkedAround(around), progress);
    }

    private ParquetLake requiredLake() {
      ParquetLake lake = lake();
      if (lake == null) {
        throw new PlanException("No lake to read: name one with withLake");
      }
      return lake;
    }

    private EventMapping<T> requiredMapping() {
      EventMapping<T> mapping = mapping();
      if (mapping == null) {
        throw new PlanException("No mapping to events: give one with withMapping");
      }
      return mapping;
    }

    private Coder<T> coder(CoderRegistry registry) {
      EventMapping<T> mapping = requiredMapping();
      Coder<T> coder = mapping.coder();
      if (coder != null) {
        return coder;
      }
      try {
        return registry.getCoder(mapping.type());
      } catch (CannotProvideCoderException e) {
        throw new PlanException(
            "No coder for %s: give one with EventMapping.withCoder".formatted(mapping.type()), e);
      }
    }

    @Override
    public PCollection<T> expand(PBegin input) {
      return planned(input).expand(input);
    }

    PlannedRead<T> planned(PBegin input) {
      PipelineOptions options = input.getPipeline().getOptions();
      Coder<T> coder = coder(input.getPipeline().getCoderRegistry());
      boolean graphOnly = options.as(GraphOptions.class).isGraphOnly();
      Plan plan =
          graphOnly ? PlanSketch.of(this, requiredLake()) : plan(options, coder, PlanProgress.NONE);
      if (!graphOnly) {
        LOG.info("The plan of this read:\n{}", plan.toText());
        announce(plan, options.as(PlanOptions.class));
      }
      return new PlannedRead<>(plan, requiredMapping(), coder, lakeStrategy(), recordId());
    }

    /** Readers that a runner restores compare their own plan with those of the program. */
    private static void announce(Plan plan, PlanOptions options) {
      Map<String, String> plans = new TreeMap<>();
      if (options.getLambdaPlans() != null) {
        plans.putAll(options.getLambdaPlans());
      }
      plans.put(plan.id(), plan.summary());
      options.setLambdaPlans(plans);
    }

    @Override
    public void populateDisplayData(DisplayData.Builder builder) {
      super.populateDisplayData(builder);
      // Lanes and partitions each report the watermark of the slowest: tools that ask what a
      // pipeline needs of a runner look for this.
      builder.add(DisplayData.item("splitWatermarks", "aligned").withLabel("Watermarks of Splits"));
      ParquetLake lake = lake();
      if (lake != null) {
        builder
            .add(DisplayData.item("lake", lake.location()).withLabel("Lake"))
            .addIfNotNull(
                DisplayData.item("eventTimeColumn", lake.eventTimeColumn())
                    .withLabel("Event-Time Column"));
      }
      KafkaStream stream = stream();
      if (stream != null) {
        builder
            .add(DisplayData.item("topic", stream.topic()).withLabel("Topic"))
            .add(
                DisplayData.item("bootstrapServers", stream.bootstrapServers())
                    .withLabel("Bootstrap Servers"));
      }
      builder
          .addIfNotNull(
              DisplayData.item("cutoff", cutoff() == null ? null : String.valueOf(cutoff()))
                  .withLabel("Cutoff"))
          .addIfNotNull(DisplayData.item("from", from()).withLabel("From (inclusive)"))
          .addIfNotNull(DisplayData.item("until", until()).withLabel("Until (exclusive)"))
          .addIfNotNull(DisplayData.item("overlap", overlap()).withLabel("Overlap"))
          .addIfNotNull(DisplayData.item("planLocation", planLocation()).withLabel("Plan"))
          .add(DisplayData.item("maxLead", maxLead()).withLabel("Maximal Lead"))
          .add(DisplayData.item("lanes", lanes()).withLabel("Lanes"));
    }
  }
}
