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
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.io.parquet.ParquetIO;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** What people run into when they take a pipeline that works to another runner. */
final class TrapPipelines {

  private static final Duration MINUTE = Duration.standardMinutes(1);

  private TrapPipelines() {}

  /** History by ParquetIO beside a stream. */
  static Pipeline parquetBesideAStream() {
    Schema schema = SchemaBuilder.record("Flight").fields().requiredString("origin").endRecord();
    Pipeline pipeline = Pipeline.create(CapturingRunner.options());
    PCollection<String> lake =
        pipeline
            .apply("Lake", ParquetIO.read(schema).from("/lake/*.parquet"))
            .setCoder(AvroCoder.of(schema))
            .apply(
                "Origin",
                MapElements.into(TypeDescriptors.strings())
                    .via(flight -> flight.get("origin").toString()));
    PCollection<String> stream =
        numbers(pipeline)
            .apply("Text", MapElements.into(TypeDescriptors.strings()).via(String::valueOf));
    PCollectionList.of(lake).and(stream).apply("Union", Flatten.pCollections());
    return pipeline;
  }

  /** A stream whose splits may be at different times. */
  static Pipeline manySplits() {
    Pipeline pipeline = Pipeline.create(CapturingRunner.options());
    numbers(pipeline)
        .apply("Minutes", Window.into(FixedWindows.of(MINUTE)))
        .apply("Sum", Sum.longsGlobally().withoutDefaults());
    return pipeline;
  }

  /** A callback when a bundle is safe. */
  static Pipeline bundleFinalizer() {
    Pipeline pipeline = Pipeline.create(CapturingRunner.options());
    numbers(pipeline).apply("Acknowledge", ParDo.of(new AcknowledgeFn()));
    return pipeline;
  }

  /** Early panes in a batch job. */
  static Pipeline earlyPanesInBatch() {
    Pipeline pipeline = Pipeline.create(CapturingRunner.options());
    pipeline
        .apply("Numbers", Create.of(1L, 2L, 3L))
        .apply(
            "Every two",
            Window.<Long>into(FixedWindows.of(MINUTE))
                .triggering(
                    AfterWatermark.pastEndOfWindow()
                        .withEarlyFirings(AfterPane.elementCountAtLeast(2)))
                .withAllowedLateness(Duration.ZERO)
                .discardingFiredPanes())
        .apply("Sum", Combine.globally(Sum.ofLongs()).withoutDefaults());
    return pipeline;
  }

  /** State in sessions in a batch job. */
  static Pipeline stateInSessions() {
    Pipeline pipeline = Pipeline.create(CapturingRunner.options());
    pipeline
        .apply("Clicks", Create.of(KV.of("a", 1L), KV.of("b", 2L)))
        .apply("Visits", Window.into(Sessions.withGapDuration(MINUTE)))
        .apply("Count clicks", ParDo.of(new CountFn()));
    return pipeline;
  }

  /** Elements that wait for another stream. */
  static Pipeline waitOn() {
    Pipeline pipeline = Pipeline.create(CapturingRunner.options());
    PCollection<Long> first = numbers(pipeline).apply("Minutes", minutes());
    pipeline
        .apply("Others", GenerateSequence.from(0))
        .apply("Minutes, too", minutes())
        .apply("Wait", Wait.on(first));
    return pipeline;
  }

  /** A stream as a side input. */
  static Pipeline unboundedSideInput() {
    Pipeline pipeline = Pipeline.create(CapturingRunner.options());
    PCollectionView<Map<String, Long>> counts =
        numbers(pipeline)
            .apply("Minutes", Window.into(FixedWindows.of(MINUTE)))
            .apply("Key", WithKeys.of("all"))
            .apply("Count", Count.perKey())
            .apply("Counts", View.asMap());
    pipeline
        .apply("Others", GenerateSequence.from(0))
        .apply("Minutes, too", Window.into(FixedWindows.of(MINUTE)))
        .apply("Look up", ParDo.of(new LookUpFn(counts)).withSideInputs(counts));
    return pipeline;
  }

  /** A timer in event time. */
  static Pipeline eventTimeTimer() {
    Pipeline pipeline = Pipeline.create(CapturingRunner.options());
    numbers(pipeline)
        .apply("One key", WithKeys.of("all"))
        .apply("Report silence", ParDo.of(new SilenceFn()));
    return pipeline;
  }

  private static Window<Long> minutes() {
    return Window.<Long>into(FixedWindows.of(MINUTE))
        .withAllowedLateness(Duration.ZERO)
        .discardingFiredPanes();
  }

  private static PCollection<Long> numbers(Pipeline pipeline) {
    return pipeline.apply("Stream", GenerateSequence.from(0));
  }

  private static final class AcknowledgeFn extends DoFn<Long, Long> {

    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element Long element, OutputReceiver<Long> output, BundleFinalizer finalizer) {
      finalizer.afterBundleCommit(Instant.now().plus(MINUTE), () -> {});
      output.output(element);
    }
  }

  private static final class CountFn extends DoFn<KV<String, Long>, Long> {

    private static final long serialVersionUID = 1;

    @StateId("count")
    private final StateSpec<ValueState<Long>> countSpec = StateSpecs.value();

    @ProcessElement
    public void process(@StateId("count") ValueState<Long> count, OutputReceiver<Long> output) {
      Long before = count.read();
      count.write(before == null ? 1 : before + 1);
    }
  }

  private static final class LookUpFn extends DoFn<Long, Long> {

    private static final long serialVersionUID = 1;

    private final PCollectionView<Map<String, Long>> counts;

    LookUpFn(PCollectionView<Map<String, Long>> counts) {
      this.counts = counts;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      context.output(context.sideInput(counts).getOrDefault("all", 0L));
    }
  }

  private static final class SilenceFn extends DoFn<KV<String, Long>, String> {

    private static final long serialVersionUID = 1;

    @TimerId("silence")
    private final TimerSpec silence = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    @ProcessElement
    public void process(@TimerId("silence") Timer timer) {
      timer.offset(MINUTE).setRelative();
    }

    @OnTimer("silence")
    public void onSilence(OutputReceiver<String> output) {
      output.output("silent");
    }
  }
}
