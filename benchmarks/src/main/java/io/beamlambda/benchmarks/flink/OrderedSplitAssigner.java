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
package io.beamlambda.benchmarks.flink;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.jspecify.annotations.Nullable;

/** Hands out files by name: Flink's own assigners care for locality, not for time. */
final class OrderedSplitAssigner implements FileSplitAssigner {

  private final Queue<FileSourceSplit> splits = new ArrayDeque<>();

  OrderedSplitAssigner(Collection<FileSourceSplit> splits) {
    addSplits(splits);
  }

  @Override
  public Optional<FileSourceSplit> getNext(@Nullable String hostname) {
    return Optional.ofNullable(splits.poll());
  }

  @Override
  public void addSplits(Collection<FileSourceSplit> added) {
    splits.addAll(added);
    FileSourceSplit[] sorted = splits.toArray(new FileSourceSplit[0]);
    Arrays.sort(sorted, Comparator.comparing(split -> split.path().toString()));
    splits.clear();
    splits.addAll(List.of(sorted));
  }

  @Override
  public Collection<FileSourceSplit> remainingSplits() {
    return splits;
  }
}
