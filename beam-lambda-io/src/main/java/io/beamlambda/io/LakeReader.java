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

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads one lane, block by block. */
final class LakeReader<T> extends UnboundedReader<List<TimestampedValue<T>>> {

  private final Counter lakeRows = Metrics.counter(LambdaIO.class, "lakeRows");
  private final Counter lakeRowsOutsideRange =
      Metrics.counter(LambdaIO.class, "lakeRowsOutsideRange");

  private final ReadGauges gauges = new ReadGauges();

  private final LakeSource<T> source;
  private final ReadRun run;
  private final Board.Seat seat;
  private final List<Slice> slices;
  private final BlockRows blockRows;
  private final BundlePause pause;

  /** The earliest event of the slices from an index on; {@link Board#ENDED} behind the last. */
  private final long[] earliestFromSlice;

  /** Rows of the lane before the slice that is read. */
  private long rowsBefore;

  private int sliceIndex;
  private int startRow;
  private @Nullable SliceCursor cursor;

  /** Those of the slices read so far. */
  private LastFile files = new LastFile();

  private List<TimestampedValue<T>> current = List.of();
  private long currentEarliest;
  private long bound;
  private int uncounted;
  private int uncountedOutside;

  LakeReader(LakeSource<T> source, BlockRows blockRows, LakeMark mark) {
    this.source = source;
    this.run = ReadRun.of(source.run());
    this.slices = source.lane().slices();
    this.earliestFromSlice = earliestFrom(slices);
    this.blockRows = blockRows;
    this.pause = new BundlePause(run.bundles(), System::nanoTime);
    this.sliceIndex = mark.slice();
    this.rowsBefore = slices.subList(0, sliceIndex).stream().mapToLong(Slice::rows).sum();
    this.startRow = mark.row();
    this.bound = atLeastFrom(earliestFromSlice[sliceIndex]);
    this.seat = run.board().join(source.participant(), bound);
  }

  private static long[] earliestFrom(List<Slice> slices) {
    long[] earliest = new long[slices.size() + 1];
    earliest[slices.size()] = Board.ENDED;
    for (int i = slices.size() - 1; i >= 0; i--) {
      earliest[i] = Math.min(earliest[i + 1], slices.get(i).bounds().min());
    }
    return earliest;
  }

  /** Rows before the range are passed over, so that none of them counts for the bound. */
  private long atLeastFrom(long eventTimeMillis) {
    return Math.max(eventTimeMillis, source.spec().fromMillis());
  }

  @Override
  public boolean start() throws IOException {
    return advance();
  }

  @Override
  public boolean advance() throws IOException {
    current = List.of();
    if (pause.isDue()) {
      return false;
    }
    while (sliceIndex < slices.size()) {
      SliceCursor open = cursor;
      if (open == null) {
        raiseBound(earliestFromSlice[sliceIndex]);
        if (mustWait()) {
          return false;
        }
        open = openSlice();
      }
      if (open.atEnd()) {
        count();
        cursor = null;
        rowsBefore += slices.get(sliceIndex).rows();
        sliceIndex++;
        startRow = 0;
        continue;
      }
      raiseBound(Math.min(open.earliestFrom(open.nextRow()), earliestFromSlice[sliceIndex + 1]));
      count();
      if (mustWait()) {
        return false;
      }
      readBlock(open);
      if (!current.isEmpty()) {
        return true;
      }
    }
    files.close();
    raiseBound(Board.ENDED);
    gauges.report(run, source.spec().endMillis());
    return false;
  }

  /**
   * Rows from the end of the range on are passed over and need not wait for anybody: somebody may
   * wait there for this lane to end.
   */
  private boolean mustWait() {
    return bound < source.spec().endMillis() && run.isAhead(source.participant(), bound);
  }

  private SliceCursor openSlice() throws IOException {
    Slice slice = slices.get(sliceIndex);
    SliceCursor kept = run.parked().take(source.participant(), slice, startRow);
    SliceCursor opened =
        kept == null ? SliceCursor.open(slice, source.spec(), startRow, files) : kept;
    cursor = opened;
    if (opened.files() != files) {
      files.close();
      files = opened.files();
    }
    long earliest = opened.earliestFrom(startRow);
    if (earliest < slice.bounds().min()) {
      throw new IOException(
          ("Row group %d of %s holds an event at %s, before %s, the earliest that the file's"
                  + " statistics declare; the file is wrong: write it again")
              .formatted(
                  slice.rowGroup(),
                  slice.file().path(),
                  Instant.ofEpochMilli(earliest),
                  Instant.ofEpochMilli(slice.bounds().min())));
    }
    return opened;
  }

  /** Reads the rows of a block that lie in the range: the bound may rise behind a block only. */
  private void readBlock(SliceCursor open) throws IOException {
    int first = open.nextRow();
    int end = Math.min(SuffixMinima.blockEnd(first), first + blockRows.behind(rowsBefore + first));
    List<TimestampedValue<T>> block = new ArrayList<>(end - first);
    long earliest = Long.MAX_VALUE;
    while (open.nextRow() < end && !open.atEnd()) {
      long eventTime = LakeRowMapper.eventTime(open, source.spec());
      if (source.spec().covers(eventTime)) {
        T event = LakeRowMapper.next(open, source.mapping());
        block.add(TimestampedValue.of(event, Instant.ofEpochMilli(eventTime)));
        earliest = Math.min(earliest, eventTime);
        uncounted++;
      } else {
        open.skip();
        uncountedOutside++;
      }
    }
    current = block;
    currentEarliest = earliest;
  }

  private void raiseBound(long earliest) {
    long raised = atLeastFrom(earliest);
    if (raised > bound) {
      bound = raised;
      seat.raise(bound);
    }
  }

  /** Counts by the block: a metric update per row costs more than reading the row. */
  private void count() {
    if (uncounted > 0) {
      lakeRows.inc(uncounted);
      gauges.report(run, source.spec().endMillis());
      run.lakeRows().add(uncounted);
      uncounted = 0;
    }
    lakeRowsOutsideRange.inc(uncountedOutside);
    uncountedOutside = 0;
  }

  @Override
  public List<TimestampedValue<T>> getCurrent() {
    requireCurrent();
    return current;
  }

  @Override
  public Instant getCurrentTimestamp() {
    requireCurrent();
    return Instant.ofEpochMilli(currentEarliest);
  }

  private void requireCurrent() {
    if (current.isEmpty()) {
      throw new NoSuchElementException();
    }
  }

  /**
   * The bound that all participants share. Runners may ask before they emit the current element
   * (the SDF wrapper does); the bound is never later than that.
   */
  @Override
  public Instant getWatermark() {
    return run.watermark(seat, bound);
  }

  @Override
  public LakeMark getCheckpointMark() {
    return cursor == null
        ? LakeMark.of(sliceIndex, startRow)
        : LakeMark.of(sliceIndex, cursor.nextRow());
  }

  @Override
  public LakeSource<T> getCurrentSource() {
    return source;
  }

  /** A slice in the midst of which the next reader goes on stays open for it. */
  @Override
  public void close() throws IOException {
    count();
    SliceCursor open = cursor;
    cursor = null;
    if (open != null && open.isReusable()) {
      files = new LastFile();
      run.parked().park(source.participant(), open);
    } else {
      files.close();
    }
  }
}
