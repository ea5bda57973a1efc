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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.RowOrder;
import io.beamlambda.fixtures.Statistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lanes: exact marks, true watermarks, bounded lead. */
class LakeReaderTest {

  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");
  private static final PipelineOptions OPTIONS = PipelineOptionsFactory.create();

  @TempDir Path directory;

  /**
   * Random lakes, read by readers that are driven in random order, thrown away at random and made
   * again from their marks: every row comes once, and none is ever behind a watermark that any
   * reader has reported, not only its own, since Spark takes the highest of a source's splits.
   */
  @Property(tries = 60)
  void everyRowComesOnceAndNoneBehindAnyWatermark(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
      @ForAll @IntRange(min = 1, max = 5) int lanes,
      @ForAll @IntRange(min = 1, max = 40) int leadHours)
      throws IOException {
    Random random = new Random(seed);
    Path lakeDirectory = Files.createTempDirectory("lake");
    List<Row> rows =
        Row.generate(
            1 + random.nextInt(3_000), START, Duration.ofHours(1 + random.nextInt(100)), 4, seed);
    Lake lake = randomLake(random, seed).write(lakeDirectory, rows);
    Plan plan =
        Lakes.plan(
            Lakes.read(lake)
                .withLanes(lanes)
                .withMaxLead(org.joda.time.Duration.standardHours(leadHours)));
    List<Driven> readers = new ArrayList<>();
    PipelineOptions options = randomBlocks(random);
    for (LakeSource<Event> split : Lakes.splits(plan, UUID.randomUUID().toString())) {
      readers.add(new Driven(split, options));
    }

    List<Lakes.Timed> read = new ArrayList<>();
    long highestWatermark = Long.MIN_VALUE;
    while (readers.stream().anyMatch(reader -> !reader.hasEnded())) {
      Driven reader = readers.get(random.nextInt(readers.size()));
      for (int i = random.nextInt(4); i >= 0; i--) {
        if (reader.advance()) {
          for (Lakes.Timed row : reader.current()) {
            assertThat(row.millis()).isGreaterThanOrEqualTo(highestWatermark);
            read.add(row);
          }
        }
        highestWatermark = Math.max(highestWatermark, reader.watermark());
      }
      if (random.nextInt(4) == 0) {
        reader.throwAway();
      }
    }

    assertThat(read)
        .containsExactlyInAnyOrderElementsOf(
            rows.stream()
                .map(row -> new Lakes.Timed(row.eventTime().toEpochMilli(), Event.of(row)))
                .toList());
    assertThat(highestWatermark).isEqualTo(BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis());
  }

  private static LakeWriter<Row> randomLake(Random random, long seed) {
    Layout[] layouts = {
      Layout.singleFile(),
      Layout.flat(1 + random.nextInt(9)),
      Layout.hiveDays(),
      Layout.overlapping(Duration.ofHours(6), Duration.ofHours(5)),
      Layout.mix()
    };
    return LakeWriter.ofRows()
        .withSeed(seed)
        .withLayout(layouts[random.nextInt(layouts.length)])
        .withRowOrder(random.nextBoolean() ? RowOrder.SHUFFLED : RowOrder.SORTED)
        .withStatistics(Statistics.values()[random.nextInt(Statistics.values().length)])
        .withRowsPerRowGroup(100 + random.nextInt(900));
  }

  private static PipelineOptions randomBlocks(Random random) {
    PlanOptions options = PipelineOptionsFactory.as(PlanOptions.class);
    options.setLakeBlockRows(1 + random.nextInt(SuffixMinima.BLOCK));
    options.setLakeBlockGrowth(random.nextInt(3) * (1 + random.nextInt(100)));
    return options;
  }

  /** A reader as a runner drives it: also made again from its mark, which has been encoded. */
  private static final class Driven {
    private final LakeSource<Event> source;
    private final PipelineOptions options;
    private @Nullable LakeReader<Event> reader;
    private @Nullable LakeMark mark;

    private Driven(LakeSource<Event> source, PipelineOptions options) {
      this.source = source;
      this.options = options;
    }

    private boolean advance() throws IOException {
      if (reader == null) {
        reader = source.createReader(options, mark);
        return reader.start();
      }
      return reader.advance();
    }

    private List<Lakes.Timed> current() {
      return open().getCurrent().stream().map(Lakes.Timed::of).toList();
    }

    private long watermark() {
      return open().getWatermark().getMillis();
    }

    private LakeReader<Event> open() {
      if (reader == null) {
        throw new IllegalStateException("not open");
      }
      return reader;
    }

    private boolean hasEnded() {
      return reader != null
          && reader.getWatermark().getMillis() >= BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis();
    }

    private void throwAway() throws IOException {
      Coder<LakeMark> coder = source.getCheckpointMarkCoder();
      mark = CoderUtils.clone(coder, (LakeMark) open().getCheckpointMark());
      open().close();
      reader = null;
    }
  }

  /** Rows of slices before this one count, also for a reader that is made anew. */
  @Test
  void blocksGrowWithWhatTheLaneHasBeforeThem() throws IOException {
    Lake lake =
        LakeWriter.ofRows()
            .withLayout(Layout.flat(2))
            .write(directory, Row.generate(60, START, Duration.ofDays(1), 1, 1));
    PlanOptions options = PipelineOptionsFactory.as(PlanOptions.class);
    options.setLakeBlockGrowth(10);
    options.setLakeBlockRows(5);
    Driven reader =
        new Driven(
            Lakes.splits(Lakes.plan(Lakes.read(lake)), UUID.randomUUID().toString()).get(0),
            options);

    List<Integer> sizes = new ArrayList<>();
    while (reader.advance()) {
      sizes.add(reader.current().size());
      reader.throwAway();
    }

    // The first file ends behind 30 rows, the second one behind 60.
    assertThat(sizes)
        .containsExactly(
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 1, 4, 4, 4, 5, 5, 5, 3);
  }

  @Test
  void blocksOutOfRangeAreRefusedWhenTheReadIsApplied() throws IOException {
    LambdaIO.Read<Event> read =
        Lakes.read(
            LakeWriter.ofRows().write(directory, Row.generate(9, START, Duration.ofDays(1), 1, 1)));

    assertThatThrownBy(() -> apply(read, "--lakeBlockRows=257"))
        .isInstanceOf(PlanException.class)
        .hasMessage("--lakeBlockRows=257 is out of range: give 1 to 256");
    assertThatThrownBy(() -> apply(read, "--lakeBlockGrowth=-1"))
        .isInstanceOf(PlanException.class)
        .hasMessage(
            "--lakeBlockGrowth=-1 is negative: give a number of rows, or 0 for blocks of one size");
  }

  private static void apply(LambdaIO.Read<Event> read, String option) {
    Pipeline.create(PipelineOptionsFactory.fromArgs("--streaming=true", option).create())
        .apply(read);
  }

  @Test
  void readerThatFollowsGoesOnWithTheOpenSlice() throws IOException {
    Lake lake =
        LakeWriter.ofRows().write(directory, Row.generate(1_000, START, Duration.ofDays(1), 1, 1));
    LakeSource<Event> split =
        Lakes.splits(Lakes.plan(Lakes.read(lake)), UUID.randomUUID().toString()).get(0);
    Driven reader = new Driven(split, OPTIONS);
    reader.advance();
    reader.advance();
    LakeMark early = LakeMark.of(0, SuffixMinima.BLOCK);
    reader.throwAway();
    // What is open is in memory: only a reader that opens the slice anew looks for the file.
    Files.delete(lake.files().get(0));

    int rows = 2 * SuffixMinima.BLOCK;
    while (reader.advance()) {
      rows += reader.current().size();
    }
    assertThat(rows).isEqualTo(1_000);
    reader.throwAway();
    try (LakeReader<Event> retried = split.createReader(OPTIONS, early)) {
      assertThatThrownBy(retried::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is gone");
    }
  }

  @Test
  void readerSaysNothingOnceAfterABundleOfItsRows() throws IOException {
    Lake lake =
        LakeWriter.ofRows().write(directory, Row.generate(1_000, START, Duration.ofDays(1), 1, 1));
    LakeSource<Event> split =
        Lakes.splits(Lakes.plan(Lakes.read(lake)), UUID.randomUUID().toString()).get(0);
    PlanOptions options = PipelineOptionsFactory.as(PlanOptions.class);
    options.setLakeBlockRows(1);
    UnpackFn<Event> unpack = new UnpackFn<>(split.run().id());
    try (LakeReader<Event> reader = split.createReader(options, null)) {
      reader.start();

      // Bundles that end soon after one another give no pause; the lake is far from its end.
      await()
          .pollInSameThread()
          .until(
              () -> {
                unpack.finishBundle();
                return !reader.advance();
              });

      assertThat(reader.advance()).isTrue();
    }
  }

  @Test
  void openSliceIsNotKeptForEver() throws IOException {
    Lake lake =
        LakeWriter.ofRows().write(directory, Row.generate(10, START, Duration.ofDays(1), 1, 1));
    Plan plan = Lakes.plan(Lakes.read(lake));
    Slice slice = plan.lanes().get(0).slices().get(0);
    SliceCursor cursor = SliceCursor.open(slice, plan.lake(), 0, new LastFile());
    ParkedCursors parkedForLong = new ParkedCursors(1, Duration.ofHours(1));
    ParkedCursors parked = new ParkedCursors(1, Duration.ofMillis(50));

    parkedForLong.park(0, cursor);
    assertThat(parkedForLong.take(0, slice, 0)).isSameAs(cursor);
    parked.park(0, cursor);
    await().until(parked::isEmpty);
    parked.park(0, SliceCursor.open(slice, plan.lake(), 0, new LastFile()));
    await().until(parked::isEmpty);
  }

  @Test
  void sortedSliceMovesTheWatermarkBlockByBlock() throws IOException {
    Lake lake =
        LakeWriter.ofRows().write(directory, Row.generate(2_560, START, Duration.ofDays(1), 1, 1));
    LakeSource<Event> split =
        Lakes.splits(Lakes.plan(Lakes.read(lake)), UUID.randomUUID().toString()).get(0);

    try (LakeReader<Event> reader = split.createReader(OPTIONS, null)) {
      for (boolean more = reader.start(); more; more = reader.advance()) {
        assertThat(reader.getCurrent()).hasSize(SuffixMinima.BLOCK);
        assertThat(reader.getWatermark()).isEqualTo(reader.getCurrentTimestamp());
      }
    }
  }

  @Test
  void laneWaitsForTheSlowestWithinTheLead() throws IOException {
    Lake lake =
        LakeWriter.ofRows()
            .withLayout(Layout.periods(Duration.ofHours(1)))
            .write(directory, Row.generate(4_800, START, Duration.ofHours(48), 1, 1));
    Plan plan =
        Lakes.plan(
            Lakes.read(lake).withLanes(2).withMaxLead(org.joda.time.Duration.standardHours(3)));
    List<LakeSource<Event>> splits = Lakes.splits(plan, UUID.randomUUID().toString());

    try (LakeReader<Event> fast = splits.get(0).createReader(OPTIONS, null);
        LakeReader<Event> slow = splits.get(1).createReader(OPTIONS, null)) {
      int rows = fast.start() ? fast.getCurrent().size() : 0;
      while (fast.advance()) {
        rows += fast.getCurrent().size();
      }
      long slowest = plan.lanes().get(1).slices().get(0).bounds().min();
      long withinLead =
          plan.lanes().get(0).slices().stream()
              .filter(slice -> slice.bounds().min() <= slowest + Duration.ofHours(3).toMillis())
              .mapToLong(Slice::rows)
              .sum();
      assertThat(rows).isEqualTo((int) withinLead).isLessThan(500);
      assertThat(fast.getWatermark().getMillis()).isEqualTo(slowest);
      assertThat(slow.start()).isTrue();
      assertThat(slow.advance()).isTrue();
      assertThat(fast.advance()).isTrue();
    }
  }

  @Test
  void rowsBehindTheCutoffDoNotWaitForThoseWhoWaitForTheLake() throws IOException {
    Lake lake =
        LakeWriter.ofRows()
            .write(directory, Row.generate(2_560, START, Duration.ofHours(10), 1, 1));
    Plan plan =
        Lakes.plan(
            Lakes.read(lake)
                .withCutoff(
                    Cutoff.at(
                        org.joda.time.Instant.ofEpochMilli(
                            START.plus(Duration.ofHours(2)).toEpochMilli())))
                .withMaxLead(org.joda.time.Duration.standardHours(3)));
    RunSpec run =
        plan.newRun(UUID.randomUUID().toString(), true).withBootstrapEnd(plan.cutoff().getMillis());

    List<Lakes.Timed> read = Lakes.drain(Lakes.splits(plan, run).get(0));

    assertThat(read).hasSize(2_560 / 5);
    assertThat(ReadRun.of(run).lakeEnded()).isTrue();
  }

  @Test
  void fileThatVanishedIsNamed() throws IOException {
    Lake lake =
        LakeWriter.ofRows().write(directory, Row.generate(10, START, Duration.ofDays(1), 1, 1));
    LakeSource<Event> split =
        Lakes.splits(Lakes.plan(Lakes.read(lake)), UUID.randomUUID().toString()).get(0);
    Files.delete(lake.files().get(0));

    assertThatThrownBy(() -> Lakes.drain(split))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(lake.files().get(0).toString())
        .hasMessageContaining("which the plan has pinned");
  }

  @Test
  void rowThatCannotBeMappedIsNamed() throws IOException {
    Lake lake =
        LakeWriter.ofRows().write(directory, Row.generate(10, START, Duration.ofDays(1), 1, 1));
    Plan plan = Lakes.plan(Lakes.read(lake));
    LakeSource<Event> source =
        new LakeSource<>(
            plan.newRun(UUID.randomUUID().toString(), true),
            plan.lake(),
            plan.lanes(),
            EventMapping.of(
                Event.class,
                row -> {
                  throw new IllegalArgumentException("no such airport");
                },
                record -> new Event("", 0)),
            Objects.requireNonNull(Event.mapping().coder()));

    assertThatThrownBy(() -> Lakes.drain(source))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Cannot map row 0 of row group 0 of " + lake.files().get(0) + ": no such airport");
  }
}
