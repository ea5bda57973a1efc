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
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * A look at a lake before anything is planned. Unlike a plan it does not end at the first file that
 * is broken, and it needs neither a cutoff nor a mapping.
 */
@AutoValue
public abstract class LakeInspection {

  LakeInspection() {}

  /** How many files the lake has. */
  public abstract int files();

  /** Their size in bytes. */
  public abstract long bytes();

  /** The files whose footers were read, or could not be. */
  public abstract int filesLookedAt();

  /** The rows of the files that were looked at. */
  public abstract long rows();

  /** The size of the largest row group of those files, compressed, in bytes. */
  public abstract long largestRowGroupBytes();

  /** The most rows that a row group of those files has. */
  public abstract long largestRowGroupRows();

  /** Row groups of those files without usable statistics of their event time. */
  public abstract int rowGroupsWithoutStatistics();

  /** What is wrong with files: a sentence for each, which names the file. */
  public abstract List<String> problems();

  /**
   * Lists a lake and reads the footers of some of its files, of the first and the last by path and
   * of others evenly between them. If the lake names an event-time column or columns to read, they
   * are looked for in each.
   *
   * @param mostFiles how many footers to read at most, at least 2
   * @throws PlanException if the location cannot be listed, or there is no file
   */
  public static LakeInspection of(ParquetLake lake, int mostFiles) {
    List<LakeFile> all = LakeFiles.list(lake.location());
    List<LakeFile> chosen = spread(all, mostFiles);
    List<Look> looks = new ArrayList<>();
    LakeFooters.read(chosen, file -> look(file, lake), looks::add);
    return summary(all, looks);
  }

  private static List<LakeFile> spread(List<LakeFile> files, int most) {
    if (files.size() <= most) {
      return files;
    }
    List<LakeFile> chosen = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      chosen.add(files.get((int) ((long) i * (files.size() - 1) / (most - 1))));
    }
    return chosen;
  }

  /** What one footer tells. */
  private record Look(
      long rows, long largestBytes, long largestRows, int unknown, @Nullable String problem) {

    static Look broken(String problem) {
      return new Look(0, 0, 0, 0, problem);
    }
  }

  private static LakeInspection summary(List<LakeFile> all, List<Look> looks) {
    long rows = 0;
    long largestBytes = 0;
    long largestRows = 0;
    int unknown = 0;
    List<String> problems = new ArrayList<>();
    for (Look look : looks) {
      rows += look.rows();
      largestBytes = Math.max(largestBytes, look.largestBytes());
      largestRows = Math.max(largestRows, look.largestRows());
      unknown += look.unknown();
      if (look.problem() != null) {
        problems.add(look.problem());
      }
    }
    return new AutoValue_LakeInspection(
        all.size(),
        all.stream().mapToLong(LakeFile::size).sum(),
        looks.size(),
        rows,
        largestBytes,
        largestRows,
        unknown,
        List.copyOf(problems));
  }

  private static Look look(LakeFile file, ParquetLake lake) {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader reader =
        ParquetFileReader.open(new BeamInputFile(LakeFiles.find(file)), options)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      for (String column : lake.columns()) {
        if (!schema.containsField(column)) {
          return Look.broken("No column '%s' in %s".formatted(column, file.path()));
        }
      }
      String name = lake.eventTimeColumn();
      EventTimeColumn eventTime =
          name == null
              ? null
              : EventTimeColumn.resolve(schema, name, lake.eventTimeFormat(), file.path());
      return look(reader.getFooter().getBlocks(), eventTime);
    } catch (PlanException e) {
      return Look.broken(String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      return Look.broken(String.valueOf(LakeSurvey.unreadable(file, e).getMessage()));
    }
  }

  private static Look look(List<BlockMetaData> rowGroups, @Nullable EventTimeColumn eventTime) {
    long rows = 0;
    long largestBytes = 0;
    long largestRows = 0;
    int unknown = 0;
    for (BlockMetaData rowGroup : rowGroups) {
      rows += rowGroup.getRowCount();
      largestBytes = Math.max(largestBytes, rowGroup.getCompressedSize());
      largestRows = Math.max(largestRows, rowGroup.getRowCount());
      if (eventTime != null
          && rowGroup.getRowCount() > 0
          && LakeSurvey.declaredBounds(eventTime, rowGroup) == null) {
        unknown++;
      }
    }
    return new Look(rows, largestBytes, largestRows, unknown, null);
  }
}
