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
package io.beamlambda.pipelines;

import com.google.auto.service.AutoService;
import io.beamlambda.io.LambdaIO;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.ParDo;

/**
 * Count, sum, minimum and maximum of a field per key and window, on anybody's lake and stream,
 * without code. Results have the fields {@code count, sum, min, max}.
 *
 * <p>Values that are null do not enter the results, and {@code count} counts the others, as in SQL:
 * a group of nulls has the count zero and nulls. Rows whose key is null form the group {@code
 * (null)}. A field that a JSON record does not have is null. Keys that are numbers or times are
 * their text: {@code 7}, {@code 2.5}, {@code 2001-03-01T12:00:00Z}.
 *
 * <p>Results do not depend on the order of events, nor on the runner: a sum is exact where it is a
 * whole number in the range of a long, else the double nearest to the exact sum.
 */
@AutoService(NamedPipeline.class)
public final class AggregatePipeline implements NamedPipeline {

  @Override
  public String name() {
    return "aggregate";
  }

  @Override
  public String description() {
    return "count, sum, min and max of a field, per key and window";
  }

  @Override
  public Class<AggregateOptions> optionsType() {
    return AggregateOptions.class;
  }

  @Override
  public List<String> sampleOptions() {
    return List.of(
        "--lake=lake",
        "--eventTimeField=time",
        "--bootstrapServers=localhost:9092",
        "--topic=events",
        "--key=key",
        "--value=value",
        "--window=fixed:PT1H",
        "--output=jdbc:sqlite:results.db");
  }

  @Override
  public void build(Pipeline pipeline) {
    AggregateOptions options = pipeline.getOptions().as(AggregateOptions.class);
    AggregateConfiguration configuration = new AggregateConfiguration(options);
    WindowPolicy policy = configuration.policy();
    Results.Write write = Results.write(configuration.output(), policy, Aggregate.FIELDS);
    pipeline
        .apply("Read events", configuration.read())
        .apply("Window", policy.window())
        .apply("Aggregate", PreCombine.perKey(new AggregateFn()))
        .apply("Add window and pane", ParDo.of(new ResultFn(options.getPipelineVersion())))
        .setCoder(ResultCoder.of())
        .apply("Write results", write);
  }

  @Override
  public LambdaIO.Read<?> read(PipelineOptions options) {
    return new AggregateConfiguration(options.as(AggregateOptions.class)).read();
  }

  @Override
  public Places places(PipelineOptions options) {
    return new AggregateConfiguration(options.as(AggregateOptions.class)).places();
  }
}
