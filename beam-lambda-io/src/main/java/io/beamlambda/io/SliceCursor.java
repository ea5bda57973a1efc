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

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.RecordReader;

/** Reads the rows of one slice, in row order, from a given row on. */
final class SliceCursor implements Closeable {

  private final Slice slice;
  private final LastFile files;
  private final long[] times;
  private final SuffixMinima minima;
  private final RecordReader<GenericRecord> rows;
  private int nextRow;
  private int decoded;
  private boolean broken;

  private SliceCursor(
      Slice slice, LastFile files, long[] times, RecordReader<GenericRecord> rows, int row) {
    this.slice = slice;
    this.files = files;
    this.times = times;
    this.minima = SuffixMinima.of(times);
    this.rows = rows;
    this.nextRow = row;
  }

  /**
   * Opens a slice at a row.
   *
   * @param files of the slices before it, none of which is still read; closed with this one
   * @throws IOException if the file is gone, is not the one that was planned, or cannot be read
   */
  static SliceCursor open(Slice slice, LakeSpec spec, int row, LastFile files) throws IOException {
    try {
      ParquetFile file = open(slice.file(), spec, files);
      if (slice.rowGroup() >= file.rowGroups().size()
          || file.rowGroups().get(slice.rowGroup()).getRowCount() != slice.rows()) {
        throw new IOException(
            "%s has changed since the plan was made: row group %d no longer has %d rows; plan again"
                .formatted(slice.file().path(), slice.rowGroup(), slice.rows()));
      }
      // Rows first: the event times are read on the way.
      RecordReader<GenericRecord> rows = file.rows(slice.rowGroup(), spec.columns());
      long[] times = file.eventTimes(slice.rowGroup());
      file.release();
      // Stores answer each request with what is there then: what was read may be of two files.
      LakeFiles.verify(List.of(slice.file()));
      return new SliceCursor(slice, files, times, rows, row);
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e instanceof IOException io ? io : unreadable(slice, row, (RuntimeException) e);
    }
  }

  private static ParquetFile open(LakeFile pinned, LakeSpec spec, LastFile files)
      throws IOException {
    try {
      return files.open(LakeFiles.findPinned(pinned), spec);
    } catch (PlanException e) {
      throw new IOException(e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "Cannot open %s, which the plan has pinned: %s".formatted(pinned.path(), e.getMessage()),
          e);
    }
  }

  private static IOException unreadable(Slice slice, int row, RuntimeException e) {
    return new IOException(
        "Cannot decode row %d of row group %d of %s: %s"
            .formatted(row, slice.rowGroup(), slice.file().path(), e.getMessage()),
        e);
  }

  Slice slice() {
    return slice;
  }

  /** For the slices behind it. */
  LastFile files() {
    return files;
  }

  /** The next row to read. */
  int nextRow() {
    return nextRow;
  }

  boolean atEnd() {
    return nextRow >= times.length;
  }

  /** The event time of the next row, in epoch millis, or {@link EventTimeColumn#MISSING}. */
  long nextEventTime() {
    return times[nextRow];
  }

  /** The earliest event time from {@code row} on; never later than the truth. */
  long earliestFrom(int row) {
    return minima.from(row);
  }

  /** Passes the next row without handing it out; the row is decoded only if a later one is. */
  void skip() {
    nextRow++;
  }

  /** Whether another reader can go on with it. */
  boolean isReusable() {
    return !broken && !atEnd();
  }

  /** Decodes the next row. */
  GenericRecord next() throws IOException {
    broken = true;
    try {
      while (decoded < nextRow) {
        rows.read();
        decoded++;
      }
      GenericRecord row = rows.read();
      decoded++;
      nextRow++;
      broken = false;
      return row;
    } catch (ParquetDecodingException e) {
      throw unreadable(slice, nextRow, e);
    }
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
