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

  private final Plan plan;
  private final RunSpec spec;
  private final ReadRun run;

  private ReadProgress(Plan plan, RunSpec spec) {
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
      found.add(new ReadProgress(lake.plan(), lake.run()));
    }
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

  @Override
  public String toString() {
    return "read %s: %s".formatted(spec.id(), phase());
  }
}
