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

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.CombiningState;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.SetState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerMap;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Latest;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Pipelines as people write them, with more of Beam in them than most. */
final class HandWrittenPipelines {

  private static final Duration MINUTE = Duration.standardMinutes(1);

  private HandWrittenPipelines() {}

  /** Sensors that fall silent are reported by a timer that sets itself again. */
  static Pipeline silentSensors() {
    Pipeline pipeline = Pipeline.create(CapturingRunner.options());
    pipeline
        .apply(
            "Readings",
            TestStream.create(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()))
                .addElements(KV.of("a", 1))
                .advanceWatermarkToInfinity())
        .apply("Watch", ParDo.of(new SilenceFn()));
    return pipeline;
  }

  /** A table that changes slowly joins a stream. */
  static Pipeline slowlyChangingTable() {
    Pipeline pipeline = Pipeline.create(CapturingRunner.options());
    PCollectionView<Map<String, Long>> table =
        pipeline
            .apply("Every minute", GenerateSequence.from(0).withRate(1, MINUTE))
            .apply(
                "Latest only",
                Window.<Long>into(new GlobalWindows())
                    .triggering(Repeatedly.forever(AfterProcessingTime.pastFirstElementInPane()))
                    .discardingFiredPanes())
            .apply("Latest", Latest.globally())
            .apply("Key", WithKeys.of("rate"))
            .apply("Table", View.asMap());
    pipeline
        .apply("Orders", GenerateSequence.from(0))
        .apply("Look up", ParDo.of(new LookUpFn(table)).withSideInputs(table));
    return pipeline;
  }

  /** A batch job with state in sessions, several outputs, and a list as a side input. */
  static Pipeline visits() {
    Pipeline pipeline = Pipeline.create(CapturingRunner.options());
    PCollectionView<List<String>> robots =
        pipeline.apply("Robots", Create.of("bot1", "bot2")).apply("As list", View.asList());
    TupleTag<Long> pages = new TupleTag<>("pages") {};
    TupleTag<String> errors = new TupleTag<>("errors") {};
    pipeline
        .apply("Clicks", Create.of(KV.of("a", "/1"), KV.of("b", "/2")))
        .apply("Visits", Window.into(Sessions.withGapDuration(MINUTE)))
        .apply(
            "Count pages",
            ParDo.of(new PagesFn(robots))
                .withSideInputs(robots)
                .withOutputTags(pages, TupleTagList.of(errors)));
    return pipeline;
  }

  /** A read of one's own, which never ends and says how far it has come. */
  static Pipeline ownSource() {
    Pipeline pipeline = Pipeline.create(CapturingRunner.options());
    pipeline
        .apply("Partition", Create.of("p"))
        .apply("Tail", ParDo.of(new TailFn()))
        .apply("Minutes", Window.into(FixedWindows.of(MINUTE)))
        .apply("Sum", Sum.longsGlobally().withoutDefaults());
    return pipeline;
  }

  static final class SilenceFn extends DoFn<KV<String, Integer>, String> {
    private static final Counter SILENCES = Metrics.counter(SilenceFn.class, "silences");

    @StateId("seen")
    private final StateSpec<SetState<Integer>> seen = StateSpecs.set();

    @StateId("last")
    private final StateSpec<ValueState<Integer>> last = StateSpecs.value();

    @TimerId("silence")
    private final TimerSpec silence = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    @TimerFamily("reminders")
    private final TimerSpec reminders = TimerSpecs.timerMap(TimeDomain.PROCESSING_TIME);

    @RequiresTimeSortedInput
    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @StateId("last") ValueState<Integer> last,
        @StateId("seen") SetState<Integer> seen,
        @TimerId("silence") Timer timer,
        @TimerFamily("reminders") TimerMap reminders) {
      last.write(element.getValue());
      seen.add(element.getValue());
      timer.withOutputTimestamp(Instant.EPOCH).offset(MINUTE).setRelative();
      reminders.get("soon").offset(MINUTE).setRelative();
    }

    @OnTimer("silence")
    public void onSilence(@TimerId("silence") Timer timer, OutputReceiver<String> out) {
      out.output("silent");
      SILENCES.inc();
      again(timer);
    }

    private static void again(Timer timer) {
      timer.offset(MINUTE).setRelative();
    }

    @OnTimerFamily("reminders")
    public void onReminder(OutputReceiver<String> out) {
      out.output("reminder");
    }

    @OnWindowExpiration
    public void onExpiration(@StateId("last") ValueState<Integer> last) {
      last.clear();
    }
  }

  static final class LookUpFn extends DoFn<Long, Long> {
    private final PCollectionView<Map<String, Long>> table;

    LookUpFn(PCollectionView<Map<String, Long>> table) {
      this.table = table;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      Metrics.gauge(LookUpFn.class, "size").set(context.sideInput(table).size());
      if (context.pane().isFirst()) {
        context.output(context.element());
      }
    }
  }

  static final class PagesFn extends DoFn<KV<String, String>, Long> {
    private final PCollectionView<List<String>> robots;
    private final Gauge gauge = Metrics.gauge(PagesFn.class, "pages");

    @StateId("pages")
    private final StateSpec<MapState<String, Integer>> pages = StateSpecs.map();

    @StateId("all")
    private final StateSpec<BagState<String>> all = StateSpecs.bag();

    @StateId("count")
    private final StateSpec<CombiningState<Long, long[], Long>> count =
        StateSpecs.combining(Sum.ofLongs());

    PagesFn(PCollectionView<List<String>> robots) {
      this.robots = robots;
    }

    @Setup
    public void setUp() {}

    @ProcessElement
    public void process(
        ProcessContext context,
        BoundedWindow window,
        PaneInfo pane,
        @StateId("pages") MapState<String, Integer> pages,
        @StateId("all") BagState<String> all,
        @StateId("count") CombiningState<Long, long[], Long> count) {
      if (!context.sideInput(robots).contains(context.element().getKey())) {
        pages.put(context.element().getValue(), 1);
        all.add(context.element().getValue());
        count.add(1L);
        gauge.set(1);
      }
    }
  }

  @DoFn.UnboundedPerElement
  static final class TailFn extends DoFn<String, Long> {
    @RequiresStableInput
    @ProcessElement
    public ProcessContinuation process(
        RestrictionTracker<OffsetRange, Long> tracker,
        OutputReceiver<Long> out,
        BundleFinalizer finalizer) {
      finalizer.afterBundleCommit(Instant.now().plus(MINUTE), () -> {});
      long position = tracker.currentRestriction().getFrom();
      while (tracker.tryClaim(position)) {
        out.output(position++);
      }
      return ProcessContinuation.resume();
    }

    @GetInitialRestriction
    public OffsetRange range() {
      return new OffsetRange(0, Long.MAX_VALUE);
    }

    @GetInitialWatermarkEstimatorState
    public Instant initial(@Timestamp Instant timestamp) {
      return timestamp;
    }

    @NewWatermarkEstimator
    public WatermarkEstimators.Manual estimator(@WatermarkEstimatorState Instant state) {
      return new WatermarkEstimators.Manual(state);
    }
  }
}
