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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Finding;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Redistribute;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** What is used is found, and what only seems to be used is not. */
class DetectionTest {

  private static final Duration HOUR = Duration.standardHours(1);

  private final PipelineOptions options = CapturingRunner.options();
  private final Pipeline pipeline = Pipeline.create(options);

  private Set<String> found() {
    return features(PipelineFeatures.of(pipeline).findings());
  }

  private static Set<String> features(List<Finding> findings) {
    Set<String> ids = new TreeSet<>();
    findings.forEach(finding -> ids.add(finding.feature()));
    return ids;
  }

  private PCollection<KV<String, Long>> bounded() {
    return pipeline.apply("Create", Create.of(KV.of("a", 1L), KV.of("b", 2L)));
  }

  private PCollection<KV<String, Long>> unbounded() {
    return pipeline
        .apply("Sequence", GenerateSequence.from(0))
        .apply("Keys", WithKeys.<String, Long>of("a").withKeyType(TypeDescriptors.strings()));
  }

  @Test
  void createOfSeveralIsABoundedSourceAndNoSplittableDoFn() {
    bounded();
    assertThat(found()).containsExactly("source.bounded");
  }

  @Test
  void createIsASplittableDoFnWhereAnExperimentAsksForIt() {
    ExperimentalOptions.addExperiment(options.as(ExperimentalOptions.class), "use_sdf_read");
    bounded();
    assertThat(found()).containsExactly("sdf.bounded");
  }

  @Test
  void boundedSourceIsAnotherFeatureInAStreamingJob() {
    bounded();
    PipelineFeatures features = PipelineFeatures.of(pipeline);
    assertThat(features.execution()).isEqualTo(Execution.BATCH);
    assertThat(features(features.findings(Execution.STREAMING)))
        .containsExactly("source.bounded-in-streaming");
  }

  @Test
  void whatReshuffleAndRedistributeDoInsideIsTheirAffair() {
    bounded().apply("Shuffle", Reshuffle.of()).apply("Any", Redistribute.arbitrarily());
    assertThat(found()).containsExactly("core.redistribute", "core.reshuffle", "source.bounded");
  }

  @Test
  void windowsBeforeAReshuffleCountBehindIt() {
    unbounded()
        .apply("Hours", Window.into(FixedWindows.of(HOUR)))
        .apply("Shuffle", Reshuffle.of())
        .apply("Group", GroupByKey.create());
    assertThat(PipelineFeatures.of(pipeline).findings())
        .filteredOn(finding -> finding.feature().equals("trig.event-time"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.transform()).isEqualTo("Hours");
              assertThat(finding.detail()).endsWith("used by Group");
            });
  }

  @Test
  void waitOnIsNoTriggerAndNoSideInput() {
    PCollection<KV<String, Long>> signal = bounded();
    pipeline.apply("More", Create.of(1L, 2L)).apply("Wait", Wait.on(signal));
    assertThat(found()).containsExactly("core.wait-on", "source.bounded");
  }

  @Test
  void groupIntoBatchesHasNoStateOfTheUsers() {
    bounded().apply("Batch", GroupIntoBatches.ofSize(10));
    assertThat(found()).containsExactly("core.group-into-batches", "source.bounded");
  }

  @Test
  void batchesWithLimitAndShardsAreTold() {
    bounded()
        .apply(
            "Batch",
            GroupIntoBatches.<String, Long>ofSize(10)
                .withMaxBufferingDuration(HOUR)
                .withShardedKey());
    assertThat(found())
        .containsExactly(
            "core.batches-buffering", "core.group-into-batches-sharded", "source.bounded");
  }

  @Test
  void combineIsNoGroupByKeyOfTheUsers() {
    bounded().apply("Sum", Sum.longsPerKey());
    assertThat(found()).containsExactly("combine.per-key", "source.bounded", "win.global");
  }

  @Test
  void combineGloballyHidesItsDefaultValue() {
    pipeline.apply("Create", Create.of(1L, 2L)).apply("Count", Count.globally());
    assertThat(found()).containsExactly("combine.per-key", "source.bounded", "win.global");
  }

  @Test
  void fanoutIsOneFeature() {
    bounded().apply("Sum", Combine.<String, Long, Long>perKey(Sum.ofLongs()).withHotKeyFanout(3));
    assertThat(found()).containsExactly("combine.hot-key-fanout", "source.bounded", "win.global");
  }

  @Test
  void viewThatNobodyReadsIsNoSideInput() {
    bounded().apply("View", View.asMap());
    assertThat(found()).containsExactly("source.bounded");
  }

  @Test
  void checksOfATestAreNotThePipeline() {
    PAssert.that(bounded()).containsInAnyOrder(KV.of("a", 1L), KV.of("b", 2L));
    assertThat(found()).containsExactly("source.bounded");
  }

  @Test
  void outputAtTheEndOfABundleCountsWhereInputIsUnbounded() {
    unbounded().apply("Keep", ParDo.of(new LastFn()));
    assertThat(PipelineFeatures.of(pipeline).findings())
        .filteredOn(finding -> finding.feature().equals("dofn.bundle-output"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.transform()).isEqualTo("Keep");
              assertThat(finding.source()).startsWith("DetectionTest.java:");
            });
  }

  @Test
  void outputAtTheEndOfABundleIsNotLateInABatchJob() {
    bounded().apply("Keep", ParDo.of(new LastFn()));
    assertThat(found()).containsExactly("dofn.lifecycle", "source.bounded");
  }

  @Test
  void endOfABundleWithoutAContextPutsNothingOut() {
    unbounded().apply("Flush", ParDo.of(new FlushFn()));
    assertThat(found()).contains("dofn.lifecycle").doesNotContain("dofn.bundle-output");
  }

  private static final class LastFn extends DoFn<KV<String, Long>, Long> {
    private static final long serialVersionUID = 1L;

    private long last;

    @ProcessElement
    public void process(@Element KV<String, Long> element) {
      last = element.getValue();
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      context.output(last, GlobalWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
    }
  }

  private static final class FlushFn extends DoFn<KV<String, Long>, Void> {
    private static final long serialVersionUID = 1L;

    private long unwritten;

    @ProcessElement
    public void process() {
      unwritten++;
    }

    @FinishBundle
    public void finish() {
      unwritten = 0;
    }
  }

  @Test
  void windowThatNothingGroupsByHasNoTrigger() {
    unbounded()
        .apply(
            "Hours",
            Window.<KV<String, Long>>into(FixedWindows.of(HOUR))
                .triggering(Repeatedly.forever(AfterPane.elementCountAtLeast(1)))
                .withAllowedLateness(HOUR)
                .accumulatingFiredPanes());
    assertThat(found()).containsExactly("source.splits-skewed", "source.unbounded", "win.fixed");
  }

  @Test
  void boundedInputHasNoLateness() {
    bounded()
        .apply(
            "Hours",
            Window.<KV<String, Long>>into(FixedWindows.of(HOUR))
                .withAllowedLateness(HOUR)
                .discardingFiredPanes())
        .apply("Group", GroupByKey.create());
    assertThat(found()).containsExactly("core.group-by-key", "source.bounded", "win.fixed");
  }

  @Test
  void triggersAreToldPartByPartWhereTheyWereChosen() {
    unbounded()
        .apply(
            "Hours",
            Window.<KV<String, Long>>into(FixedWindows.of(HOUR))
                .triggering(
                    AfterWatermark.pastEndOfWindow()
                        .withEarlyFirings(AfterProcessingTime.pastFirstElementInPane())
                        .withLateFirings(AfterPane.elementCountAtLeast(1)))
                .withAllowedLateness(HOUR, Window.ClosingBehavior.FIRE_ALWAYS)
                .withOnTimeBehavior(Window.OnTimeBehavior.FIRE_IF_NON_EMPTY)
                .accumulatingFiredPanes())
        .apply("Group", GroupByKey.create())
        .apply("Keys again", WithKeys.of("b"))
        .setCoder(
            KvCoder.of(
                StringUtf8Coder.of(),
                KvCoder.of(StringUtf8Coder.of(), IterableCoder.of(VarLongCoder.of()))))
        .apply("Group again", GroupByKey.create());
    PipelineFeatures features = PipelineFeatures.of(pipeline);
    assertThat(features(features.findings()))
        .containsExactly(
            "core.group-by-key",
            "late.allowed",
            "late.dropped",
            "pane.accumulating",
            "pane.empty-final",
            "pane.empty-on-time",
            "source.splits-skewed",
            "source.unbounded",
            "trig.count",
            "trig.early",
            "trig.event-time",
            "trig.late",
            "trig.processing-time",
            "win.fixed");
    assertThat(features.findings())
        .filteredOn(finding -> finding.feature().startsWith("trig."))
        .allSatisfy(finding -> assertThat(finding.transform()).isEqualTo("Hours"));
  }

  @Test
  void lateFiringsAloneAreNoEarlyOnes() {
    unbounded()
        .apply(
            "Hours",
            Window.<KV<String, Long>>into(FixedWindows.of(HOUR))
                .triggering(
                    AfterWatermark.pastEndOfWindow()
                        .withLateFirings(AfterPane.elementCountAtLeast(1)))
                .withAllowedLateness(HOUR)
                .discardingFiredPanes())
        .apply("Group", GroupByKey.create());
    assertThat(found())
        .contains("trig.late", "pane.discarding")
        .doesNotContain("trig.early", "trig.never");
  }

  @Test
  void batchesInSessionsAreStateInMergingWindows() {
    bounded()
        .apply("Sessions", Window.into(Sessions.withGapDuration(HOUR)))
        .apply("Batch", GroupIntoBatches.ofSize(3));
    assertThat(found())
        .containsExactly(
            "core.group-into-batches", "source.bounded", "state.merging-windows", "win.sessions");
  }

  @Test
  void flattenOfBoundedAndUnboundedIsMixed() {
    PCollectionList.of(bounded()).and(unbounded()).apply("Union", Flatten.pCollections());
    assertThat(found())
        .contains("core.flatten", "core.flatten-mixed", "source.bounded-in-streaming");
  }

  @Test
  void splitsAreAlignedWhereATransformAroundThemSaysSo() {
    pipeline.apply("Read", new Declared("aligned"));
    assertThat(found()).containsExactly("source.splits-aligned", "source.unbounded");
  }

  @Test
  void oneSplitIsNeitherAlignedNorSkewed() {
    pipeline.apply("Read", new Declared("single"));
    assertThat(found()).containsExactly("source.unbounded");
  }

  @Test
  void misspeltDeclarationIsAnError() {
    pipeline.apply("Read", new Declared("same"));
    assertThatThrownBy(this::found)
        .hasMessage(
            "Invalid display data splitWatermarks 'same': expected single, aligned, skewed.");
  }

  @Test
  void declaredFeaturesAreFindings() {
    bounded();
    assertThat(PipelineFeatures.of(pipeline).declaring("job.checkpoint").findings())
        .contains(new Finding("job.checkpoint", "(declared)", "declared by the user"));
    assertThatThrownBy(() -> PipelineFeatures.of(pipeline).declaring("job.checkpoints"))
        .hasMessageContaining("Unknown feature 'job.checkpoints'");
  }

  @Test
  void largePipelineIsLookedAtQuickly() {
    PCollection<KV<String, Long>> values = bounded();
    for (int i = 0; i < 50; i++) {
      values =
          values
              .apply("Window " + i, Window.into(FixedWindows.of(HOUR)))
              .apply("Shuffle " + i, Reshuffle.of())
              .apply("Sum " + i, Sum.longsPerKey())
              .apply("Any " + i, Redistribute.arbitrarily());
    }
    long start = System.nanoTime();
    assertThat(PipelineFeatures.of(pipeline).findings()).hasSizeGreaterThan(150);
    System.out.printf(
        "Looked at a pipeline of 200 steps in %d ms.%n", (System.nanoTime() - start) / 1_000_000);
  }

  /** A read that says how the watermarks of its splits are. */
  private static final class Declared extends PTransform<PBegin, PCollection<Long>> {
    private final String watermarks;

    Declared(String watermarks) {
      this.watermarks = watermarks;
    }

    @Override
    public PCollection<Long> expand(PBegin input) {
      return input.apply("Sequence", GenerateSequence.from(0));
    }

    @Override
    public void populateDisplayData(DisplayData.Builder builder) {
      builder.add(DisplayData.item(PipelineFeatures.SPLIT_WATERMARKS, watermarks));
    }
  }
}
