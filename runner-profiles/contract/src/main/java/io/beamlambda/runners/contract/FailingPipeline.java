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
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/** Reads flights and fails at the first one from O'Hare. */
@AutoService(NamedPipeline.class)
public final class FailingPipeline implements NamedPipeline {

  static final String NAME = "failing";
  static final String REASON = "No gate is free at ORD";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "fails while it runs";
  }

  @Override
  public Class<AggregateOptions> optionsType() {
    return AggregateOptions.class;
  }

  @Override
  public void build(Pipeline pipeline) {
    pipeline.apply("Read", read(pipeline.getOptions())).apply("Fail", ParDo.of(new FailFn()));
  }

  @Override
  public LambdaIO.Read<String> read(PipelineOptions options) {
    return Origins.read(options);
  }

  private static final class FailFn extends DoFn<String, Void> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element String origin) {
      if ("ORD".equals(origin)) {
        throw new IllegalStateException(REASON);
      }
    }
  }
}
