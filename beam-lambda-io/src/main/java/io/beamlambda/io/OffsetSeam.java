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

import io.beamlambda.io.LakeSurvey.FileOffsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The offsets at which a lake ends, proven: in each partition the ranges of all files follow each
 * other.
 */
final class OffsetSeam {

  private final Map<Integer, Long> next;
  private final List<PlanCheck> checks;

  private OffsetSeam(Map<Integer, Long> next, List<PlanCheck> checks) {
    this.next = Map.copyOf(next);
    this.checks = List.copyOf(checks);
  }

  private record Piece(LakeFile file, long start, long end) {}

  /**
   * Puts the files' ranges together.
   *
   * @throws PlanException if a file says nothing, or speaks of another topic; if ranges overlap; or
   *     if there is a gap between them, unless that is allowed
   */
  static OffsetSeam of(List<FileOffsets> files, String topic, boolean gapAllowed) {
    SortedMap<Integer, List<Piece>> partitions = new TreeMap<>();
    for (FileOffsets file : files) {
      StreamOffsets offsets = file.offsets();
      if (offsets == null) {
        throw new PlanException(
            "%s does not say which records of the stream it holds; write '%s' into its footer, name the columns with withStreamOffsets, or choose another cutoff"
                .formatted(file.file().path(), StreamOffsets.OFFSETS));
      }
      if (!offsets.topic().isEmpty() && !offsets.topic().equals(topic)) {
        throw new PlanException(
            "%s holds records of topic '%s', and the stream is topic '%s'; read the lake with the stream that it was made of"
                .formatted(file.file().path(), offsets.topic(), topic));
      }
      offsets
          .ranges()
          .forEach(
              (partition, ranges) ->
                  ranges.forEach(
                      range ->
                          partitions
                              .computeIfAbsent(partition, p -> new ArrayList<>())
                              .add(new Piece(file.file(), range.start(), range.end()))));
    }
    List<PlanCheck> checks = new ArrayList<>();
    Map<Integer, Long> next = new TreeMap<>();
    partitions.forEach(
        (partition, pieces) -> next.put(partition, end(partition, pieces, gapAllowed, checks)));
    checks.add(
        0,
        PlanCheck.passed(
            "offsets",
            "The lake holds records of %d partition(s) of topic '%s', none of them twice; the stream goes on behind them"
                .formatted(next.size(), topic)));
    return new OffsetSeam(next, checks);
  }

  private static long end(
      int partition, List<Piece> pieces, boolean gapAllowed, List<PlanCheck> checks) {
    pieces.sort(Comparator.comparingLong(Piece::start).thenComparingLong(Piece::end));
    Piece last = pieces.get(0);
    for (Piece piece : pieces.subList(1, pieces.size())) {
      if (piece.start() < last.end()) {
        throw new PlanException(
            "Offsets %d to %d of partition %d are in %s and in %s; take one of them out of the lake"
                .formatted(
                    piece.start(),
                    Math.min(last.end(), piece.end()) - 1,
                    partition,
                    last.file().path(),
                    piece.file().path()));
      }
      if (piece.start() > last.end()) {
        gap(
            "Offsets %d to %d of partition %d are in no file: %s ends before them, and %s begins behind them; bring the file that holds them back, or allow the gap"
                .formatted(
                    last.end(),
                    piece.start() - 1,
                    partition,
                    last.file().path(),
                    piece.file().path()),
            gapAllowed,
            checks);
      }
      last = piece;
    }
    return last.end();
  }

  private static void gap(String sentence, boolean allowed, List<PlanCheck> checks) {
    if (!allowed) {
      throw new PlanException(sentence);
    }
    checks.add(PlanCheck.warning("offsets", sentence + " (allowed)"));
  }

  /** By partition, the offset behind the last that the lake holds. */
  Map<Integer, Long> next() {
    return next;
  }

  /** The outcome so far, and whether the stream still has what comes next. */
  List<PlanCheck> checks(StreamSurvey stream, boolean gapAllowed) {
    List<PlanCheck> all = new ArrayList<>(checks);
    for (StreamSurvey.Partition partition : stream.partitions()) {
      long wanted = next.getOrDefault(partition.partition(), 0L);
      if (partition.end() < wanted) {
        throw new PlanException(
            "Partition %d of the stream ends at offset %d, and the lake holds records up to %d of it: the topic was made anew, or is not the one that the lake was made of"
                .formatted(partition.partition(), partition.end(), wanted - 1));
      }
      if (partition.earliest() > wanted) {
        gap(
            "Offsets %d to %d of partition %d are neither in the lake nor in the stream any more: they have expired; bring them into the lake, or allow the gap"
                .formatted(wanted, partition.earliest() - 1, partition.partition()),
            gapAllowed,
            all);
      }
    }
    return all;
  }
}
