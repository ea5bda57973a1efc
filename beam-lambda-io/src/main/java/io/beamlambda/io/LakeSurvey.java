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
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.jspecify.annotations.Nullable;

/** What the footers of a lake tell, read once and in parallel. */
@AutoValue
abstract class LakeSurvey {

  abstract int files();

  abstract List<Slice> slices();

  /** What files that hold rows say of the stream's offsets, if they were asked. */
  abstract List<FileOffsets> offsets();

  /** Row groups without usable statistics, whose event-time column was read instead. */
  abstract int scannedRowGroups();

  /**
   * Reads the footers of {@code files}, and asks each for the stream's offsets, unless not to.
   *
   * @throws PlanException if one cannot be read, or has no such event-time column
   */
  static LakeSurvey of(
      List<LakeFile> files, LakeSpec spec, OffsetsInFile offsetsInFile, PlanProgress progress) {
    List<FileSurvey> surveys = new ArrayList<>();
    LakeFooters.read(
        files,
        file -> survey(file, spec, offsetsInFile),
        survey -> {
          surveys.add(survey);
          progress.footersRead(surveys.size(), files.size());
        });
    return new AutoValue_LakeSurvey(
        files.size(),
        surveys.stream().flatMap(survey -> survey.slices().stream()).toList(),
        surveys.stream().flatMap(survey -> Stream.ofNullable(survey.offsets())).toList(),
        surveys.stream().mapToInt(FileSurvey::scannedRowGroups).sum());
  }

  private static FileSurvey survey(LakeFile listed, LakeSpec spec, OffsetsInFile offsetsInFile) {
    // Asked for by itself: some stores tell less of a file in a list, or its time less finely.
    FoundFile found = LakeFiles.find(listed);
    LakeFile file = found.file();
    List<Slice> slices = new ArrayList<>();
    FileOffsets offsets = null;
    int scanned = 0;
    try (ParquetFile parquet = ParquetFile.open(found, spec)) {
      List<BlockMetaData> rowGroups = parquet.rowGroups();
      for (int i = 0; i < rowGroups.size(); i++) {
        BlockMetaData rowGroup = rowGroups.get(i);
        if (rowGroup.getRowCount() == 0) {
          continue;
        }
        EventTimeBounds bounds = declaredBounds(parquet.eventTime(), rowGroup);
        if (bounds == null) {
          bounds = scannedBounds(parquet, i, file, spec);
          scanned++;
        }
        slices.add(Slice.of(file, i, rowGroup.getRowCount(), rowGroup.getCompressedSize(), bounds));
      }
      if (offsetsInFile != OffsetsInFile.NOT_ASKED && !slices.isEmpty()) {
        offsets = new FileOffsets(file, offsetsInFile.read(parquet, file));
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (RuntimeException e) {
      throw e instanceof PlanException plan ? plan : unreadable(file, e);
    }
    return new FileSurvey(slices, offsets, scanned);
  }

  static PlanException unreadable(LakeFile file, Exception e) {
    return new PlanException(
        "Cannot read %s as Parquet (%s); mend it or take it out of the lake"
            .formatted(file.path(), e.getMessage()),
        e);
  }

  /** What the statistics of a row group say, or null if they say nothing. */
  static @Nullable EventTimeBounds declaredBounds(EventTimeColumn column, BlockMetaData rowGroup) {
    ColumnPath path = ColumnPath.get(column.descriptor().getPath());
    for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
      if (chunk.getPath().equals(path)) {
        Statistics<?> statistics = chunk.getStatistics();
        return column.bounds(statistics);
      }
    }
    return null;
  }

  private static EventTimeBounds scannedBounds(
      ParquetFile parquet, int rowGroup, LakeFile file, LakeSpec spec) throws IOException {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (long time : parquet.eventTimes(rowGroup)) {
      if (time != EventTimeColumn.MISSING) {
        min = Math.min(min, time);
        max = Math.max(max, time);
      }
    }
    if (min > max) {
      throw new PlanException(
          "No event time in column '%s' of row group %d of %s: every value is missing or unreadable"
              .formatted(spec.eventTimeColumn(), rowGroup, file.path()));
    }
    return EventTimeBounds.of(min, max);
  }

  private record FileSurvey(
      List<Slice> slices, @Nullable FileOffsets offsets, int scannedRowGroups) {}

  /**
   * What a file says.
   *
   * @param offsets null if it says nothing
   */
  record FileOffsets(LakeFile file, @Nullable StreamOffsets offsets) {}

  /** The lake as a whole, or null if it has no rows. */
  @Nullable LakeFigures figures() {
    if (slices().isEmpty()) {
      return null;
    }
    return LakeFigures.of(
        files(),
        slices().size(),
        slices().stream().mapToLong(Slice::rows).sum(),
        scannedRowGroups(),
        EventTimeBounds.of(
            slices().stream().mapToLong(slice -> slice.bounds().min()).min().orElseThrow(),
            slices().stream().mapToLong(slice -> slice.bounds().max()).max().orElseThrow()));
  }
}
