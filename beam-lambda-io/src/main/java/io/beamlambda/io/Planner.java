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
import java.util.function.ToLongFunction;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a read: looks at lake and stream once, and decides. */
final class Planner<T> {

  private final LambdaIO.Read<T> read;
  private final ParquetLake lake;
  private final EventMapping<T> mapping;
  private final Coder<T> coder;
  private final Instant now;
  private final SeamCertifier<T> seam;
  private final PlanProgress progress;

  /**
   * @param now the wall clock; what lies behind it cannot be read to its end
   */
  Planner(
      LambdaIO.Read<T> read,
      ParquetLake lake,
      EventMapping<T> mapping,
      Coder<T> coder,
      Instant now,
      PlanProgress progress) {
    this.read = read;
    this.lake = lake;
    this.mapping = mapping;
    this.coder = coder;
    this.now = now;
    this.seam = new SeamCertifier<>(read, mapping, coder, now);
    this.progress = progress;
  }

  /** The plan that is pinned, or a new one, which is pinned then if the read says where. */
  Plan plan(PipelineOptions options) {
    FileSystems.setDefaultPipelineOptions(options);
    LakeSpec whole = whole();
    if (read.seamAround() != null) {
      seam.checkSeam();
    }
    String location = read.planLocation();
    if (location == null) {
      return newPlan(whole);
    }
    PlanFile file = new PlanFile(location);
    String pinned = file.read();
    if (pinned != null) {
      return goOn(PinnedPlan.parse(pinned, read, lake, whole, location), location);
    }
    file.write(newPlan(whole).toJson());
    // Read back, so that this run has what later ones will have, also if another was quicker.
    String written = file.read();
    if (written == null) {
      throw new PlanException(
          "The plan that was written to %s is not there; name a file that nobody else writes"
              .formatted(location));
    }
    return PinnedPlan.parse(written, read, lake, whole, location);
  }

  /** The certificate of the plan that is kept, or of a new one, which is not kept. */
  SeamCertificate certificate(PipelineOptions options, Duration around, SeamProgress progress) {
    FileSystems.setDefaultPipelineOptions(options);
    seam.checkSeam();
    checkRange();
    LakeSpec whole = whole();
    String location = read.planLocation();
    String pinned = location == null ? null : new PlanFile(location).read();
    LakeSurvey survey = survey(whole);
    Plan plan =
        location == null || pinned == null
            ? newPlan(whole, survey)
            : goOn(PinnedPlan.parse(pinned, read, lake, whole, location), location);
    return seam.certify(plan, survey, around, progress);
  }

  private LakeSpec whole() {
    return LakeSpec.of(
        eventTimeColumn(), lake.eventTimeFormat(), lake.columns(), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private Plan goOn(Plan plan, String location) {
    PinnedChecks pinned = new PinnedChecks(plan, location);
    List<PlanCheck> checks = new ArrayList<>();
    checks.add(pinned.files());
    StreamSpec stream = plan.stream();
    if (stream != null) {
      Instant start = plan.overlapStart();
      checks.addAll(
          pinned.stream(survey(stream.stream(), start == null ? plan.cutoff() : start), stream));
    }
    checks.addAll(plan.checks());
    if (read.seamAround() != null
        && checks.stream().noneMatch(check -> check.name().equals(SeamSentence.CHECK))) {
      checks.add(
          PlanCheck.warning(
              SeamSentence.CHECK,
              "The plan of %s was made without a certificate of the seam; delete the file to plan anew with one, or ask for that of the kept plan with seamCertificate"
                  .formatted(location)));
    }
    return plan.withChecks(checks);
  }

  private Plan newPlan(LakeSpec whole) {
    checkRange();
    checkOverlap();
    LakeSurvey survey = survey(whole);
    Plan plan = newPlan(whole, survey);
    Duration around = read.seamAround();
    if (around == null) {
      return plan;
    }
    List<PlanCheck> checks = new ArrayList<>(plan.checks());
    checks.add(seam.check(plan, survey, around, read.seamPolicy()));
    return plan.withChecks(checks);
  }

  private LakeSurvey survey(LakeSpec whole) {
    return LakeSurvey.of(
        LakeFiles.list(lake.location()),
        whole,
        read.cutoff() instanceof OffsetCutoff ? offsetsInFile() : OffsetsInFile.NOT_ASKED,
        progress);
  }

  private Plan newPlan(LakeSpec whole, LakeSurvey survey) {
    boolean atOffsets = read.cutoff() instanceof OffsetCutoff;
    LakeFigures figures = survey.figures();
    if (figures == null) {
      throw new PlanException(
          "The lake at %s is empty: its %d file(s) hold no rows"
              .formatted(lake.location(), survey.files()));
    }
    Instant cutoff = cutoff(figures.bounds());
    long lakeEnd = atOffsets ? millis(read.until(), Long.MAX_VALUE) : earlier(cutoff, read.until());
    LakeSpec range = whole.between(millis(read.from(), Long.MIN_VALUE), lakeEnd);
    List<Slice> slices = slicesIn(survey, range);
    List<PlanCheck> checks = new ArrayList<>(lakeChecks(figures));

    Plan.Builder plan =
        Plan.builder()
            .madeAt(now)
            .settings(PlanSettings.of(read, lake))
            .cutoff(cutoff)
            .from(read.from())
            .until(read.until())
            .maxLead(read.maxLead())
            .lakeLocation(lake.location())
            .lake(range)
            .lakeFigures(figures)
            .lanes(Lane.deal(slices, read.lanes()));
    KafkaStream stream = read.stream();
    if (stream == null && atOffsets) {
      throw new PlanException(
          "A cutoff at the stream's offsets needs a stream: name it with withStream");
    }
    // By offsets, late events of before until may still be in the stream.
    boolean untilBeforeSeam = !atOffsets && read.until() != null && !read.until().isAfter(cutoff);
    if (stream == null || untilBeforeSeam) {
      return plan.ends(true).checks(checks).build();
    }
    if (atOffsets) {
      planStreamAtOffsets(stream, survey, figures.bounds(), slices, plan, checks);
    } else {
      planStream(stream, cutoff, figures.bounds(), slices, plan, checks);
    }
    return plan.ends(read.until() != null || read.untilStreamEnd()).checks(checks).build();
  }

  private String eventTimeColumn() {
    String column = lake.eventTimeColumn();
    if (column == null) {
      throw new PlanException(
          "No event-time column named for the lake at %s: name it with withEventTime"
              .formatted(lake.location()));
    }
    return column;
  }

  private void checkRange() {
    Instant from = read.from();
    Instant until = read.until();
    if (from != null && until != null && !from.isBefore(until)) {
      throw new PlanException("Invalid from: %s (must be before until, %s)".formatted(from, until));
    }
    if (until != null && until.isAfter(now)) {
      throw new PlanException(
          "Invalid until: %s lies in the future (it is %s now); a read can end at a time that has passed, or at the stream's end"
              .formatted(until, now));
    }
  }

  private void checkOverlap() {
    Duration overlap = read.overlap();
    if (overlap == null) {
      return;
    }
    if (read.recordId() == null) {
      throw new PlanException(
          ("An overlap of %s needs a record id, by which the same event is known from both sides: give"
                  + " one with withRecordId")
              .formatted(overlap.toPeriod()));
    }
    if (read.cutoff() instanceof OffsetCutoff) {
      throw new PlanException(
          "A cutoff at the stream's offsets needs no overlap: leave withOverlap out");
    }
  }

  /** The event time from which on the stream is read. */
  private Instant streamStart(Instant cutoff) {
    Duration overlap = read.overlap();
    Instant start = overlap == null ? cutoff : cutoff.minus(overlap);
    Instant from = read.from();
    return from != null && from.isAfter(start) ? from : start;
  }

  private Instant cutoff(EventTimeBounds bounds) {
    Instant lakeFirst = Instant.ofEpochMilli(bounds.min());
    Instant lakeLast = Instant.ofEpochMilli(bounds.max());
    Cutoff cutoff = read.cutoff();
    if (cutoff == null) {
      // Without a stream there is no seam: the lake is read to its end.
      cutoff = read.stream() == null ? Cutoff.at(lakeLast.plus(1)) : Cutoff.latestSealedPartition();
    }
    Instant resolved = cutoff.resolve(lakeLast);
    if (resolved.isAfter(now)) {
      throw new PlanException(
          "Invalid cutoff: %s lies in the future (it is %s now)".formatted(resolved, now));
    }
    if (!resolved.isAfter(lakeFirst)) {
      throw new PlanException(
          "Invalid cutoff: %s lies before the lake's first event at %s, so that nothing would be read from the lake, which ends at %s"
              .formatted(resolved, lakeFirst, lakeLast));
    }
    if (read.from() != null && !read.from().isBefore(resolved)) {
      throw new PlanException(
          "Invalid from: %s (must be before the cutoff, %s)".formatted(read.from(), resolved));
    }
    return resolved;
  }

  private List<Slice> slicesIn(LakeSurvey survey, LakeSpec range) {
    List<Slice> slices =
        survey.slices().stream()
            .filter(
                slice ->
                    slice.bounds().max() >= range.fromMillis()
                        && slice.bounds().min() < range.endMillis())
            .toList();
    if (slices.isEmpty()) {
      throw new PlanException(
          "The lake at %s has no events in [%s, %s)"
              .formatted(
                  lake.location(),
                  read.from() == null ? "" : read.from(),
                  Instant.ofEpochMilli(range.endMillis())));
    }
    return slices;
  }

  private static List<PlanCheck> lakeChecks(LakeFigures lake) {
    if (lake.scannedRowGroups() == 0) {
      return List.of(
          PlanCheck.passed("statistics", "Every row group has statistics of its event time"));
    }
    return List.of(
        PlanCheck.warning(
            "statistics",
            ("%,d of %,d row groups have no usable statistics of their event time, so that column"
                    + " was read instead; planning is faster when the lake is written with them")
                .formatted(lake.scannedRowGroups(), lake.rowGroups())));
  }

  private void planStream(
      KafkaStream stream,
      Instant cutoff,
      EventTimeBounds lakeBounds,
      List<Slice> slices,
      Plan.Builder plan,
      List<PlanCheck> checks) {
    Instant start = streamStart(cutoff);
    StreamSurvey survey = survey(stream, start);
    checks.addAll(
        new SeamChecks(start, Instant.ofEpochMilli(lakeBounds.max()), read.gapAllowed())
            .run(survey));
    planRetention(survey, slices, plan, checks);
    planRanges(stream, survey, partition -> start.getMillis(), start.getMillis(), plan);
  }

  private void planRetention(
      StreamSurvey survey, List<Slice> slices, Plan.Builder plan, List<PlanCheck> checks) {
    long rows = slices.stream().mapToLong(Slice::rows).sum();
    checks.add(new RetentionCheck(now, rows, read.expectedRowsPerSecond()).run(survey));
    plan.streamExpiresAtMillis(RetentionCheck.expiresAtMillis(survey));
  }

  private OffsetsInFile offsetsInFile() {
    List<String> columns = lake.offsetColumns();
    return columns.isEmpty()
        ? OffsetsInFile::ofFooter
        : OffsetsInFile.ofColumns(columns.get(0), columns.get(1));
  }

  private void planStreamAtOffsets(
      KafkaStream stream,
      LakeSurvey lakeSurvey,
      EventTimeBounds lakeBounds,
      List<Slice> slices,
      Plan.Builder plan,
      List<PlanCheck> checks) {
    OffsetSeam seam = OffsetSeam.of(lakeSurvey.offsets(), stream.topic(), read.gapAllowed());
    StreamSurvey survey =
        StreamSurvey.of(
            stream,
            new StreamEventDecoder<>(mapping, coder, Long.MIN_VALUE, Long.MAX_VALUE),
            seam.next());
    checks.addAll(seam.checks(survey, read.gapAllowed()));
    planRetention(survey, slices, plan, checks);
    planRanges(
        stream,
        survey,
        partition -> boundAtOffset(partition, stream, lakeBounds),
        Long.MIN_VALUE,
        plan);
  }

  /**
   * No event from the start on is earlier than the one there, or the one before it, by more than
   * the allowed disorder: that is what the disorder says. Where neither is known any more, the
   * lake's beginning holds; the partition is idle then and holds nobody back for long.
   */
  private static long boundAtOffset(
      StreamSurvey.Partition partition, KafkaStream stream, EventTimeBounds lakeBounds) {
    Long event = partition.startEventMillis();
    return event == null ? lakeBounds.min() : event - stream.maxDisorder().getMillis();
  }

  private void planRanges(
      KafkaStream stream,
      StreamSurvey survey,
      ToLongFunction<StreamSurvey.Partition> bound,
      long startMillis,
      Plan.Builder plan) {
    boolean ends = read.until() != null || read.untilStreamEnd();
    List<StreamRange> ranges = new ArrayList<>();
    for (StreamSurvey.Partition partition : survey.partitions()) {
      StreamRange range =
          StreamRange.of(
              partition.partition(),
              partition.start(),
              ends ? partition.end() : StreamRange.NO_STOP,
              bound.applyAsLong(partition));
      if (!range.isEmpty()) {
        ranges.add(range);
      }
    }
    plan.streamPartitions(survey.partitions().size());
    if (!ranges.isEmpty()) {
      plan.stream(
          new StreamSpec(
              stream,
              ranges,
              survey.partitions().size(),
              startMillis,
              millis(read.until(), Long.MAX_VALUE)));
    }
  }

  private StreamSurvey survey(KafkaStream stream, Instant cutoff) {
    return StreamSurvey.of(
        stream,
        new StreamEventDecoder<>(mapping, coder, Long.MIN_VALUE, Long.MAX_VALUE),
        cutoff.minus(stream.maxDisorder()).getMillis());
  }

  private static long millis(@Nullable Instant instant, long otherwise) {
    return instant == null ? otherwise : instant.getMillis();
  }

  private static long earlier(Instant cutoff, @Nullable Instant until) {
    return Math.min(cutoff.getMillis(), millis(until, Long.MAX_VALUE));
  }
}
