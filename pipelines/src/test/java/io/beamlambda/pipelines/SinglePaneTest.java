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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SinglePaneTest {

  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");
  private static final Duration TEN_MINUTES = Duration.standardMinutes(10);

  static Stream<Arguments> windows() {
    Stream<WindowFn<Object, ?>> windowFns =
        Stream.of(
            FixedWindows.of(TEN_MINUTES),
            SlidingWindows.of(TEN_MINUTES).every(Duration.standardMinutes(3)),
            Sessions.withGapDuration(Duration.standardMinutes(2)));
    return windowFns.flatMap(
        windowFn ->
            Stream.of(TimestampCombiner.values())
                .map(combiner -> Arguments.of(windowFn, combiner)));
  }

  /** Elements of random times, some of them late, in bundles of several of a key. */
  @ParameterizedTest
  @MethodSource("windows")
  void panesAreThoseOfCombinePerKey(WindowFn<Object, ?> windowFn, TimestampCombiner combiner) {
    Window<KV<String, Long>> window = onePane(windowFn).withTimestampCombiner(combiner);
    List<String> lines = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int seed = 0; seed < 2; seed++) {
      TestStream<KV<String, Long>> elements = elements(new Random(seed));
      lines.addAll(panes(elements, window, PreCombine.perKey(new ValuesFn())));
      expected.addAll(panes(elements, window, Combine.perKey(new ValuesFn())));
    }

    assertThat(lines).hasSizeGreaterThan(8).isEqualTo(expected);
  }

  @Test
  void oneGroupedPaneNeedsNoFinishedTriggerAndNoCount() {
    WindowingStrategy<?, ?> grouped = grouped(onePane(FixedWindows.of(TEN_MINUTES)));

    assertThat(grouped.getTrigger()).isEqualTo(DefaultTrigger.of());
    assertThat(grouped.getMode())
        .isEqualTo(WindowingStrategy.AccumulationMode.DISCARDING_FIRED_PANES);
  }

  @Test
  void defaultTriggerNeedsNoCountEither() {
    WindowingStrategy<?, ?> grouped =
        grouped(
            Window.<KV<String, Long>>into(FixedWindows.of(TEN_MINUTES))
                .triggering(DefaultTrigger.of())
                .withAllowedLateness(Duration.ZERO)
                .accumulatingFiredPanes());

    assertThat(grouped.getMode())
        .isEqualTo(WindowingStrategy.AccumulationMode.DISCARDING_FIRED_PANES);
  }

  static Stream<Window<KV<String, Long>>> several() {
    return Stream.of(
        onePane(FixedWindows.of(TEN_MINUTES))
            .triggering(
                AfterWatermark.pastEndOfWindow().withLateFirings(AfterPane.elementCountAtLeast(1)))
            .withAllowedLateness(Duration.millis(1)),
        onePane(FixedWindows.of(TEN_MINUTES))
            .triggering(
                AfterWatermark.pastEndOfWindow()
                    .withEarlyFirings(AfterPane.elementCountAtLeast(1))),
        // The default trigger would be refused here.
        onePane(new GlobalWindows()));
  }

  @ParameterizedTest
  @MethodSource("several")
  void windowsOfSeveralPanesStayAsTheyAre(Window<KV<String, Long>> window) {
    Pipeline pipeline = Panes.pipeline();
    WindowingStrategy<?, ?> given =
        pipeline.apply(elements(new Random(1))).apply(window).getWindowingStrategy();

    assertThat(grouped(window)).isEqualTo(given);
  }

  static Stream<Window<KV<String, Long>>> all() {
    return Stream.concat(
        several(),
        Stream.of(
            onePane(FixedWindows.of(TEN_MINUTES)),
            onePane(Sessions.withGapDuration(TEN_MINUTES)),
            Window.into(FixedWindows.of(TEN_MINUTES))));
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatFollowsSeesTheWindowingOfTheInput(Window<KV<String, Long>> window) {
    PCollection<KV<String, Long>> input =
        Panes.pipeline().apply(elements(new Random(1))).apply(window);

    WindowingStrategy<?, ?> windowing =
        input.apply("Pre", PreCombine.perKey(new ValuesFn())).getWindowingStrategy();

    assertThat(windowing)
        .isEqualTo(input.apply("Per key", Combine.perKey(new ValuesFn())).getWindowingStrategy());
  }

  private static Window<KV<String, Long>> onePane(WindowFn<Object, ?> windowFn) {
    return Window.<KV<String, Long>>into(windowFn)
        .triggering(AfterWatermark.pastEndOfWindow())
        .withAllowedLateness(Duration.ZERO)
        .accumulatingFiredPanes();
  }

  private static TestStream<KV<String, Long>> elements(Random random) {
    TestStream.Builder<KV<String, Long>> stream =
        TestStream.create(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()))
            .advanceWatermarkTo(START);
    Instant watermark = START;
    for (int bundle = 0; bundle < 8; bundle++) {
      // One key per bundle: of several elements of a merging window one may save another.
      String key = "k" + random.nextInt(2);
      stream =
          stream.addElements(element(random, key, watermark), element(random, "k2", watermark));
      watermark = watermark.plus(random.nextInt(5 * 60_000));
      stream = stream.advanceWatermarkTo(watermark);
    }
    return stream.advanceWatermarkToInfinity();
  }

  /** From ten minutes late to five minutes early. */
  private static TimestampedValue<KV<String, Long>> element(
      Random random, String key, Instant watermark) {
    return TimestampedValue.of(
        KV.of(key, (long) random.nextInt(1000)),
        watermark.plus(random.nextInt(15 * 60_000) - 10 * 60_000));
  }

  /** The windowing that the accumulators are grouped with. */
  private static WindowingStrategy<?, ?> grouped(Window<KV<String, Long>> window) {
    Pipeline pipeline = Panes.pipeline();
    pipeline.apply(elements(new Random(1))).apply(window).apply(PreCombine.perKey(new ValuesFn()));
    List<WindowingStrategy<?, ?>> found = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            see(node);
            return CompositeBehavior.ENTER_TRANSFORM;
          }

          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            see(node);
          }

          private void see(TransformHierarchy.Node node) {
            if (node.getTransform() instanceof GroupByKey) {
              node.getInputs()
                  .values()
                  .forEach(input -> found.add(((PCollection<?>) input).getWindowingStrategy()));
            }
          }
        });
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static List<String> panes(
      TestStream<KV<String, Long>> elements,
      Window<KV<String, Long>> window,
      PTransform<PCollection<KV<String, Long>>, PCollection<KV<String, String>>> combine) {
    return Panes.of(elements, window, combine).stream().map(String::valueOf).sorted().toList();
  }
}
