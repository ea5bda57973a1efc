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
package io.beamlambda.capability.detect;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.joda.time.Duration;

/** Keeps the pipelines that a program's main would run, and runs nothing. */
public final class CapturingRunner extends PipelineRunner<PipelineResult> {

  /** What a main does. */
  interface Main {
    void run(String... arguments) throws Exception;
  }

  private static final AtomicReference<Pipeline> CAPTURED = new AtomicReference<>();

  private CapturingRunner() {}

  /** Called by Beam. */
  public static CapturingRunner fromOptions(PipelineOptions options) {
    return new CapturingRunner();
  }

  /** Options of pipelines that are only looked at; no runner has to be on the class path. */
  public static PipelineOptions options() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(CapturingRunner.class);
    return options;
  }

  /** The pipeline that a main builds out of arguments. */
  static Pipeline capture(Main main, String... arguments) throws Exception {
    String[] all = new String[arguments.length + 1];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--runner=" + CapturingRunner.class.getName();
    CAPTURED.set(null);
    main.run(all);
    Pipeline pipeline = CAPTURED.getAndSet(null);
    if (pipeline == null) {
      throw new IllegalStateException("The main did not run a pipeline");
    }
    return pipeline;
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    CAPTURED.set(pipeline);
    return new NotRun();
  }

  private static final class NotRun implements PipelineResult {
    @Override
    public State getState() {
      return State.DONE;
    }

    @Override
    public State cancel() {
      return State.CANCELLED;
    }

    @Override
    public State waitUntilFinish(Duration duration) {
      return State.DONE;
    }

    @Override
    public State waitUntilFinish() {
      return State.DONE;
    }

    @Override
    public MetricResults metrics() {
      throw new UnsupportedOperationException("Nothing was run");
    }
  }
}
