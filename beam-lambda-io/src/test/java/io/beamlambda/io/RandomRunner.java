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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.jspecify.annotations.Nullable;

/**
 * Plays a runner, in one thread: reads the sources of a read, in splits, in random order, and stops
 * at random to take checkpoints, to make a reader anew from its mark, or to fail and go back to the
 * last checkpoint. While it does so it watches that nothing comes behind a watermark.
 */
final class RandomRunner {

  /** Long for a broker on this machine. */
  private static final Duration WITHOUT_PROGRESS = Duration.ofSeconds(30);

  /** Picks of a reader, per reader, in a row that lead to nothing. */
  private static final int PICKS_WITHOUT_PROGRESS = 300;

  private final Random random;
  private final RandomRead drawn;
  private final LambdaIO.Read<Event> read;
  private final boolean saysBootstrapEnd;
  private final int desiredSplits;
  private final int longestTurn;
  private final int failEvery;
  private final int reopenEvery;
  private int failuresLeft;
  private int reopeningsLeft;

  private final List<DrivenReader<?, ?>> readers;
  private final List<UnboundedReader<?>> dropped = new ArrayList<>();
  private Checkpoint last;
  private @Nullable Checkpoint pending;
  private long highest = DrivenReader.NEVER;
  private int picksWithoutProgress;
  private long progressNanos;
  private int failures;
  private int reopenings;

  /**
   * What a job goes back to.
   *
   * @param highest the watermark that what has been restored knows
   */
  private record Checkpoint(List<DrivenReader.@Nullable Position> positions, long highest) {
    boolean isComplete() {
      return !positions.contains(null);
    }
  }

  /**
   * @param read keeps its plan, so that another process goes on with it
   * @param failures how often the job fails, if it takes long enough
   * @param reopenings how often a single reader is closed and made again from where it stands
   */
  RandomRunner(
      Random random,
      RandomRead drawn,
      LambdaIO.Read<Event> read,
      boolean saysBootstrapEnd,
      int failures,
      int reopenings)
      throws Exception {
    this.random = random;
    this.drawn = drawn;
    this.read = read;
    this.saysBootstrapEnd = saysBootstrapEnd;
    this.desiredSplits = 1 + random.nextInt(4);
    this.longestTurn = 1 + random.nextInt(random.nextBoolean() ? 10 : 500);
    this.failEvery = 3 + random.nextInt(30);
    this.reopenEvery = 2 + random.nextInt(30);
    this.failuresLeft = failures;
    this.reopeningsLeft = reopenings;
    this.readers = newProcess();
    this.last =
        new Checkpoint(
            Collections.nCopies(readers.size(), DrivenReader.Position.BEGINNING),
            DrivenReader.NEVER);
  }

  /** Reads everything; gives what was emitted and not taken back. */
  List<Lakes.Timed> run() throws Exception {
    try {
      hasProgress();
      while (!readers.stream().allMatch(DrivenReader::hasEnded)) {
        turn(readers.get(random.nextInt(readers.size())));
        checkProgress();
        takeCheckpoints();
        if (reopeningsLeft > 0 && random.nextInt(reopenEvery) == 0) {
          reopeningsLeft--;
          reopenings++;
          readers.get(random.nextInt(readers.size())).reopen();
        }
        if (failuresLeft > 0 && random.nextInt(failEvery) == 0) {
          failuresLeft--;
          failures++;
          fail();
        }
      }
      return readers.stream().flatMap(reader -> reader.emitted().stream()).toList();
    } finally {
      for (DrivenReader<?, ?> reader : readers) {
        reader.close();
      }
      for (UnboundedReader<?> reader : dropped) {
        reader.close();
      }
    }
  }

  /** Readers of a run of their own, as they find themselves in a new process. */
  private List<DrivenReader<?, ?>> newProcess() throws Exception {
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs(
                "--streaming=true",
                "--lakeBlockRows=" + (1 + random.nextInt(SuffixMinima.BLOCK)),
                "--lakeBlockGrowth=" + random.nextInt(20))
            .as(PlanOptions.class);
    Pipeline pipeline = Pipeline.create(options);
    if (saysBootstrapEnd) {
      pipeline.apply("Read", read.withBootstrapEnd());
    } else {
      pipeline.apply("Read", read);
    }
    List<UnboundedSource<?, ?>> sources = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            if (node.getTransform() instanceof Read.Unbounded<?> unbounded) {
              sources.add(unbounded.getSource());
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    List<DrivenReader<?, ?>> splits = new ArrayList<>();
    for (UnboundedSource<?, ?> source : sources) {
      splits.addAll(DrivenReader.splitsOf(source, desiredSplits, options));
    }
    return splits;
  }

  private void turn(DrivenReader<?, ?> reader) throws IOException {
    for (int i = random.nextInt(longestTurn); i >= 0; i--) {
      boolean isAvailable = reader.advance();
      if (random.nextInt(3) == 0) {
        askBeforeEmitting(reader);
      }
      if (isAvailable) {
        emit(reader);
        hasProgress();
      }
      if (random.nextInt(3) == 0) {
        ask(reader);
      }
      if (!isAvailable) {
        return;
      }
    }
  }

  /**
   * Some runners ask before they emit, and others go on meanwhile. KafkaIO's reader is not asked
   * itself: to its policy, the last record of a range has been emitted when the reader stands at
   * it. The runners that read it directly emit it before they ask.
   */
  private void askBeforeEmitting(DrivenReader<?, ?> reader) {
    DrivenReader<?, ?> asked =
        random.nextBoolean() ? reader : readers.get(random.nextInt(readers.size()));
    if (asked != reader || !reader.isOfKafka()) {
      ask(asked);
    }
  }

  private void ask(DrivenReader<?, ?> reader) {
    long watermark = reader.watermark();
    if (watermark > highest) {
      highest = watermark;
      hasProgress();
    }
  }

  private void emit(DrivenReader<?, ?> reader) {
    for (DrivenReader.Emitted emitted : reader.events()) {
      if (emitted.event().millis() < highest && !drawn.isLate(emitted)) {
        throw new AssertionError(
            "%s comes behind the watermark %d, after %s".formatted(emitted.event(), highest, this));
      }
      reader.emit(emitted.event());
    }
  }

  private void hasProgress() {
    picksWithoutProgress = 0;
    progressNanos = System.nanoTime();
  }

  /** What waits for a broker is given time; the lake alone has to come on by itself. */
  private void checkProgress() {
    picksWithoutProgress++;
    boolean isStuck =
        drawn.partitions() > 0
            ? System.nanoTime() - progressNanos > WITHOUT_PROGRESS.toNanos()
            : picksWithoutProgress > PICKS_WITHOUT_PROGRESS * readers.size();
    if (isStuck) {
      throw new AssertionError(
          "No reader comes on; watermarks: %s, after %s"
              .formatted(readers.stream().map(DrivenReader::watermark).toList(), this));
    }
  }

  /** All at once; or one reader after the other while the others go on, as barriers travel. */
  private void takeCheckpoints() throws IOException {
    Checkpoint begun = pending;
    if (begun != null) {
      int index = random.nextInt(readers.size());
      if (begun.positions().get(index) == null) {
        begun.positions().set(index, readers.get(index).position());
      }
      if (begun.isComplete()) {
        // An operator that waits for the barriers of all its inputs knows the slowest of them.
        long slowest = Long.MAX_VALUE;
        for (DrivenReader.Position position : begun.positions()) {
          slowest = Math.min(slowest, position == null ? Long.MIN_VALUE : position.reported());
        }
        last = new Checkpoint(begun.positions(), slowest);
        pending = null;
      }
    } else if (random.nextInt(4) == 0) {
      List<DrivenReader.@Nullable Position> positions =
          new ArrayList<>(Collections.nCopies(readers.size(), null));
      if (random.nextBoolean()) {
        pending = new Checkpoint(positions, DrivenReader.NEVER);
        return;
      }
      for (int i = 0; i < readers.size(); i++) {
        positions.set(i, readers.get(i).position());
      }
      last = new Checkpoint(positions, highest);
    }
  }

  private void fail() throws Exception {
    pending = null;
    highest = last.highest();
    boolean isProcessLost = random.nextBoolean();
    for (int i = 0; i < readers.size(); i++) {
      DrivenReader.Position position = last.positions().get(i);
      UnboundedReader<?> left =
          readers.get(i).goBackTo(position == null ? DrivenReader.Position.BEGINNING : position);
      if (left == null) {
        continue;
      }
      // In a process that lives on, one that polls by itself is closed before the next is made.
      if (isProcessLost || (!readers.get(i).isOfKafka() && random.nextBoolean())) {
        dropped.add(left);
      } else {
        left.close();
      }
    }
    if (isProcessLost) {
      List<DrivenReader<?, ?>> elsewhere = newProcess();
      for (int i = 0; i < readers.size(); i++) {
        readers.get(i).moveTo(elsewhere.get(i));
      }
    } else {
      // The board still knows the bounds of before. Runners make all readers, then read.
      for (DrivenReader<?, ?> reader : readers) {
        reader.open();
      }
    }
    hasProgress();
  }

  @Override
  public String toString() {
    return "%d failures and %d readers made anew (%s)".formatted(failures, reopenings, drawn);
  }
}
