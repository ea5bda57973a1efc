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
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * How far one {@link LambdaIO} read has come. Rows are counted in embedded runs, where the readers
 * share the JVM with the driver. With {@code --board=kafka} phase, event time and lead come from
 * the board, and rows are in the runner's metrics; a job that was resumed from the state of an
 * earlier one is not followed, since its readers are those of the earlier run.
 */
public final class ReadProgress {

  /** Where a read stands. */
  public enum Phase {
    /** The lake is still being read. */
    BOOTSTRAP,
    /** The lake has been read; the stream goes on. */
    LIVE,
    /** Everything up to {@code until} has been read. */
    DONE
  }

  private final String name;
  private final Plan plan;
  private final RunSpec spec;
  private final ReadRun run;

  private ReadProgress(String name, Plan plan, RunSpec spec) {
    this.name = name;
    this.plan = plan;
    this.spec = spec;
    this.run = ReadRun.of(spec);
  }

  /**
   * The reads of a pipeline whose lake is read in order; empty if it has none. To be asked before
   * the pipeline is run, since runners replace transforms.
   */
  public static List<ReadProgress> of(Pipeline pipeline) {
    List<ReadProgress> found = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            find(node, found);
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    return List.copyOf(found);
  }

  private static void find(TransformHierarchy.Node node, List<ReadProgress> found) {
    if (node.getTransform() instanceof OrderedLake<?> lake) {
      TransformHierarchy.Node read = node.getEnclosingNode();
      String name = (read == null ? node : read).getFullName();
      found.add(new ReadProgress(name, lake.plan(), lake.run()));
    }
  }

  /** The name of the read's transform in the pipeline. */
  public String name() {
    return name;
  }

  /** The plan that is being read. */
  public Plan plan() {
    return plan;
  }

  /** The phase. */
  public Phase phase() {
    if (run.ended()) {
      return Phase.DONE;
    }
    return run.lakeEnded() ? Phase.LIVE : Phase.BOOTSTRAP;
  }

  /** Whether the readers may be in other processes, so that rows are not counted here. */
  public boolean isDistributed() {
    return spec.hasSharedBoard();
  }

  /** Whether every reader has been heard from; event time and lead mean little before. */
  public boolean isFollowed() {
    return run.board().bounds().unheard().isEmpty();
  }

  /** Lake rows handed to the runner so far; the last few hundred may be missing. */
  public long lakeRows() {
    return run.lakeRows().sum();
  }

  /** Stream events handed to the pipeline so far, from the cutoff on. */
  public long streamRows() {
    return run.streamRows().sum();
  }

  /** Nothing that any reader still emits is earlier than this. */
  public Instant eventTime() {
    return ReadRun.toWatermark(run.board().bounds().slowest());
  }

  /** How far, in event time, the fastest participant is ahead of the slowest; zero at the end. */
  public Duration lead() {
    return Duration.millis(run.leadMillis());
  }

  /** How far the lake has been read in event time; nothing when all of it has been. */
  public Optional<Instant> lakeEventTime() {
    return eventTime(run.lakeBound());
  }

  /**
   * How far the stream has been read in event time, by the slowest partition that has something to
   * read; where it waits for the lake, the time at which it waits. Nothing when it has ended.
   */
  public Optional<Instant> streamEventTime() {
    return eventTime(run.streamBound());
  }

  private static Optional<Instant> eventTime(long bound) {
    return ReadRun.isEventTime(bound) ? Optional.of(Instant.ofEpochMilli(bound)) : Optional.empty();
  }

  /** How many Kafka partitions are read. */
  public int partitions() {
    return run.partitionCount();
  }

  /** How many Kafka partitions wait because they are too far ahead of the slowest participant. */
  public int heldPartitions() {
    return run.heldPartitions();
  }

  /**
   * Stream records that consumers in this JVM have polled and not handed to the runner yet, counted
   * by offsets.
   */
  public long bufferedRecords() {
    return run.bufferedRecords();
  }

  /** How much of the lake's stretch of event time has been passed by all lanes, 0 to 100. */
  public int bootstrapPercent() {
    return run.bootstrapPercent(plan.lake().endMillis());
  }

  @Override
  public String toString() {
    return "read %s: %s".formatted(spec.id(), phase());
  }
}
