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
package io.beamlambda.capability.probe;

import java.io.IOException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Runs a probe's job to its end, if it has one. */
final class JobThread extends Thread {

  private final Probe probe;
  private final ProbeRun run;
  private final PipelineOptions options;
  private final Engine engine;
  private volatile @Nullable PipelineResult result;
  private volatile @Nullable Throwable failure;
  private volatile boolean accepted;

  JobThread(Probe probe, ProbeRun run, PipelineOptions options, Engine engine) {
    super("probe " + run.id());
    this.probe = probe;
    this.run = run;
    this.options = options;
    this.engine = engine;
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      Pipeline pipeline = Pipeline.create(options);
      probe.build(pipeline, run);
      engine.prepare(options);
      PipelineResult running = pipeline.run();
      accepted = true;
      result = running;
      PipelineResult.State end = running.waitUntilFinish();
      if (end == PipelineResult.State.FAILED) {
        failure = new IllegalStateException("The job ended in state FAILED, without a reason.");
      }
    } catch (IOException | RuntimeException | Error e) {
      // An engine's or a probe's, whatever it is: it is what the probe has found.
      failure = e;
    }
  }

  /** The job's handle, or null if {@code run()} has not returned. */
  @Nullable PipelineResult result() {
    return result;
  }

  /** Why the job failed, or null if it has not. */
  @Nullable Throwable failure() {
    return failure;
  }

  /**
   * Whether a failure came before the engine had the job: {@code run()} threw at once, or the graph
   * was still being translated, and nothing has been read.
   */
  boolean refused() {
    Throwable thrown = failure;
    if (thrown == null || ScriptProgress.anyRead(run)) {
      return false;
    }
    return !(accepted || engine.submitted()) || Failures.inTranslation(thrown);
  }
}
