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
package io.beamlambda.capability.assess;

import io.beamlambda.capability.detect.CapturingRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.SetState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;

/** Unbounded pipelines that keep one kind of state. */
public final class StatePipelines {

  private StatePipelines() {}

  /** State that the test's evidence has as working. */
  public static Pipeline value() {
    return with("Keep value", new ValueFn(), CapturingRunner.options());
  }

  /** State that it has as rejected. */
  public static Pipeline map() {
    return with("Keep map", new MapFn(), CapturingRunner.options());
  }

  /** State that it has as silently wrong. */
  public static Pipeline set() {
    return with("Keep set", new SetFn(), CapturingRunner.options());
  }

  /** A bundle finalizer, which it has as conditional. */
  public static Pipeline finalizer(PipelineOptions options) {
    return with("Call back", new FinalizerFn(), options);
  }

  private static Pipeline with(
      String name, DoFn<KV<String, Long>, Long> fn, PipelineOptions options) {
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply("Count", GenerateSequence.from(0))
        .apply("One key", WithKeys.of("key"))
        .apply(name, ParDo.of(fn));
    return pipeline;
  }

  static final class ValueFn extends DoFn<KV<String, Long>, Long> {
    @StateId("last")
    private final StateSpec<ValueState<Long>> last = StateSpecs.value();

    @ProcessElement
    public void process(
        @Element KV<String, Long> element, @StateId("last") ValueState<Long> state) {
      state.write(element.getValue());
    }
  }

  static final class MapFn extends DoFn<KV<String, Long>, Long> {
    @StateId("seen")
    private final StateSpec<MapState<Long, Long>> seen = StateSpecs.map();

    @ProcessElement
    public void process(
        @Element KV<String, Long> element, @StateId("seen") MapState<Long, Long> state) {
      state.put(element.getValue(), 1L);
    }
  }

  static final class SetFn extends DoFn<KV<String, Long>, Long> {
    @StateId("seen")
    private final StateSpec<SetState<Long>> seen = StateSpecs.set();

    @ProcessElement
    public void process(@Element KV<String, Long> element, @StateId("seen") SetState<Long> state) {
      state.add(element.getValue());
    }
  }

  static final class FinalizerFn extends DoFn<KV<String, Long>, Long> {
    @ProcessElement
    public void process(BundleFinalizer finalizer) {
      finalizer.afterBundleCommit(
          org.joda.time.Instant.now().plus(org.joda.time.Duration.standardHours(1)), () -> {});
    }
  }
}
