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
package io.beamlambda.runners.spark;

import io.beamlambda.pipelines.cli.JobMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.io.MicrobatchSource;
import org.apache.beam.runners.spark.metrics.MetricsAccumulator;
import org.apache.beam.runners.spark.util.GlobalWatermarkHolder;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.api.java.JavaStreamingListener;
import org.joda.time.Duration;
import scala.Option;

/** A streaming job that is stopped when it has nothing left to do. */
final class StreamingJob {

  /** How often a failed job is noticed; an ended one is noticed at once. */
  private static final Duration FAILURE_CHECK = Duration.millis(100);

  private final Pipeline pipeline;
  private final String checkpointDir;
  private final EndOfStream end;

  StreamingJob(Pipeline pipeline, SparkContextOptions options) {
    this.pipeline = pipeline;
    this.checkpointDir = options.getCheckpointDir();
    this.end = new EndOfStream();
    List<JavaStreamingListener> listeners = new ArrayList<>(options.getListeners());
    listeners.add(end);
    options.setListeners(listeners);
  }

  /**
   * Runs to the end.
   *
   * @param metrics is told where the job's metrics are: executors send theirs to the driver
   */
  State run(JobMetrics metrics) {
    // Left behind by an earlier job in this JVM, its watermarks would make all of this one late.
    GlobalWatermarkHolder.clear();
    MetricsAccumulator.clear();
    SparkLogs.on();
    try (StopOnSignal signal = StopOnSignal.install()) {
      try {
        return runToEnd(metrics);
      } catch (RuntimeException e) {
        if (signal.received()) {
          return State.CANCELLED;
        }
        throw e;
      } finally {
        cleanUp();
      }
    }
  }

  private void cleanUp() {
    if (end.hasSeenBatch()) {
      // Readers are cached by position only: the next job's would be taken for these.
      MicrobatchSource.clearCache();
    }
    TemporaryCheckpoint.delete(checkpointDir);
  }

  private State runToEnd(JobMetrics metrics) {
    PipelineResult result = pipeline.run();
    metrics.readFrom(result::metrics);
    State state = State.RUNNING;
    while (!state.isTerminal() && !end.isReached()) {
      state = result.waitUntilFinish(FAILURE_CHECK);
    }
    if (state.isTerminal()) {
      return state;
    }
    SparkLogs.off();
    // Nothing that is still queued has anything to do; Beam would wait for all of it.
    Option<StreamingContext> active = StreamingContext.getActive();
    if (active.isDefined()) {
      active.get().stop(false, false);
    }
    try {
      // Stops the rest, and throws what the job has failed with since, if it has.
      result.cancel();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return State.DONE;
  }
}
