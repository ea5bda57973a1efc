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
package io.beamlambda.runners.contract;

import com.google.auto.service.AutoService;
import io.beamlambda.io.LambdaIO;
import io.beamlambda.pipelines.AggregateOptions;
import io.beamlambda.pipelines.NamedPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * Counts the flights of sessions in the state of a DoFn, which no runner does right: where windows
 * merge, their state does not.
 */
@AutoService(NamedPipeline.class)
public final class UnsupportedPipeline implements NamedPipeline {

  static final String NAME = "unsupported";
  static final String STEP = "Count in state";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "keeps state in merging windows";
  }

  @Override
  public Class<AggregateOptions> optionsType() {
    return AggregateOptions.class;
  }

  /** The file that the pipeline leaves as soon as an element of the lake has reached it. */
  static Path trace(Path lake) {
    return lake.resolveSibling("an-element-was-read");
  }

  @Override
  public void build(Pipeline pipeline) {
    AggregateOptions options = pipeline.getOptions().as(AggregateOptions.class);
    String trace = trace(Path.of(String.valueOf(options.getLake()))).toString();
    pipeline
        .apply("Read", read(options))
        .apply("Trace", ParDo.of(new TraceFn(trace)))
        .apply("Key", WithKeys.of(""))
        .apply("Sessions", Window.into(Sessions.withGapDuration(Duration.standardMinutes(5))))
        .apply(STEP, ParDo.of(new CountFn()));
  }

  @Override
  public LambdaIO.Read<String> read(PipelineOptions options) {
    return Origins.read(options);
  }

  private static final class TraceFn extends DoFn<String, String> {

    private static final long serialVersionUID = 1L;

    private final String file;

    TraceFn(String file) {
      this.file = file;
    }

    @ProcessElement
    public void process(@Element String origin, OutputReceiver<String> output) throws IOException {
      Files.writeString(Path.of(file), origin);
      output.output(origin);
    }
  }

  private static final class CountFn extends DoFn<KV<String, String>, Long> {

    private static final long serialVersionUID = 1L;

    @StateId("count")
    private final StateSpec<ValueState<Long>> countSpec = StateSpecs.value(VarLongCoder.of());

    @ProcessElement
    public void process(@StateId("count") ValueState<Long> count, OutputReceiver<Long> output) {
      Long before = count.read();
      long now = before == null ? 1 : before + 1;
      count.write(now);
      output.output(now);
    }
  }
}
