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
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Finds out which records of the stream a file of the lake holds. */
interface OffsetsInFile {

  /** Nobody wants to know. */
  OffsetsInFile NOT_ASKED = (parquet, file) -> null;

  /**
   * Looks into a file.
   *
   * @return null if it does not say
   * @throws PlanException if what it says cannot be understood
   */
  @Nullable StreamOffsets read(ParquetFile parquet, LakeFile file) throws IOException;

  /** By the file's footer; see {@link StreamOffsets}. */
  static @Nullable StreamOffsets ofFooter(ParquetFile parquet, LakeFile file) {
    try {
      return StreamOffsets.parse(parquet.footer());
    } catch (IllegalArgumentException e) {
      throw new PlanException(
          "Cannot understand '%s' in the footer of %s (%s); expected {\"PARTITION\": [[START, END], ...], ...}"
              .formatted(StreamOffsets.OFFSETS, file.path(), e.getMessage()),
          e);
    }
  }

  /** By two columns, which are read. */
  static OffsetsInFile ofColumns(String partitionColumn, String offsetColumn) {
    return (parquet, file) -> {
      Map<Integer, LongStream.Builder> offsets = new TreeMap<>();
      for (int rowGroup = 0; rowGroup < parquet.rowGroups().size(); rowGroup++) {
        long[] partitions = parquet.numbers(rowGroup, partitionColumn, file);
        long[] values = parquet.numbers(rowGroup, offsetColumn, file);
        for (int row = 0; row < values.length; row++) {
          offsets
              .computeIfAbsent(Math.toIntExact(partitions[row]), p -> LongStream.builder())
              .add(values[row]);
        }
      }
      SortedMap<Integer, List<StreamOffsets.Range>> ranges = new TreeMap<>();
      offsets.forEach((partition, values) -> ranges.put(partition, runs(values.build())));
      return StreamOffsets.of("", ranges);
    };
  }

  /** A range for each run of offsets that follow each other; one that is there twice, twice. */
  private static List<StreamOffsets.Range> runs(LongStream offsets) {
    long[] sorted = offsets.sorted().toArray();
    List<StreamOffsets.Range> runs = new ArrayList<>();
    int begin = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[i - 1] + 1) {
        runs.add(new StreamOffsets.Range(sorted[begin], sorted[i - 1] + 1));
        begin = i;
      }
    }
    return runs;
  }
}
