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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PreCombineTest {

  private static final Instant START = BruteForce.START;
  private static final Duration MINUTE = BruteForce.MINUTE;

  static Stream<Arguments> policies() {
    return Stream.of("fixed:PT10M", "sliding:PT10M/PT3M", "sessions:PT2M")
        .flatMap(window -> Stream.of(1, 3, 50_000).map(entries -> Arguments.of(window, entries)));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void combinesWhatAPlainComputationCombinesWithLatenessZero(String window, int maxEntries) {
    List<List<TimestampedValue<KV<String, Long>>>> bundles = bundles(new Random(7), 12, 40);

    Map<String, String> actual =
        run(
            stream(bundles),
            WindowPolicy.parse(window).window(),
            PreCombine.<String, Long, String>perKey(new ValuesFn()).withMaxEntries(maxEntries));

    assertThat(actual).isEqualTo(BruteForce.windows(window, bundles));
  }

  @Test
  void lastPaneHoldsEverythingWhenPanesAccumulate() {
    List<List<TimestampedValue<KV<String, Long>>>> bundles = bundles(new Random(8), 12, 40);

    Map<String, String> actual =
        run(
            stream(bundles),
            Window.<KV<String, Long>>into(FixedWindows.of(Duration.standardMinutes(10)))
                .triggering(Repeatedly.forever(AfterPane.elementCountAtLeast(1)))
                .withAllowedLateness(Duration.ZERO)
                .accumulatingFiredPanes(),
            PreCombine.perKey(new ValuesFn()));

    assertThat(actual).isEqualTo(BruteForce.windows("fixed:PT10M", bundles));
  }

  @Test
  void elementsAreDroppedAsLateWhereTheyAreWithoutPreCombining() {
    TestStream<KV<String, Long>> stream =
        TestStream.create(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()))
            .advanceWatermarkTo(START)
            .addElements(at(1, "a", 1), at(9, "a", 2))
            .advanceWatermarkTo(START.plus(Duration.standardMinutes(10)))
            .addElements(at(3, "a", 4), at(11, "a", 8))
            .advanceWatermarkToInfinity();

    Map<String, String> actual =
        run(stream, WindowPolicy.parse("fixed:PT10M").window(), PreCombine.perKey(new ValuesFn()));

    assertThat(actual)
        .isEqualTo(Map.of(BruteForce.id("a", 0, 10), "1 2", BruteForce.id("a", 10, 20), "8"));
  }

  @Test
  void lateElementsWithinTheLatenessCorrectTheResult() {
    TestStream<KV<String, Long>> stream =
        TestStream.create(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()))
            .advanceWatermarkTo(START)
            .addElements(at(1, "a", 1))
            .advanceWatermarkTo(START.plus(Duration.standardMinutes(15)))
            .addElements(at(3, "a", 4), at(4, "a", 5))
            .advanceWatermarkToInfinity();

    Map<String, String> actual =
        run(
            stream,
            WindowPolicy.parse("fixed:PT10M")
                .withAllowedLateness(Duration.standardMinutes(10))
                .window(),
            PreCombine.perKey(new ValuesFn()));

    assertThat(actual).isEqualTo(Map.of(BruteForce.id("a", 0, 10), "1 4 5"));
  }

  @Test
  void sessionsThatOnlyALaterBundleConnectsBecomeOne() {
    TestStream<KV<String, Long>> stream =
        TestStream.create(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()))
            .advanceWatermarkTo(START)
            .addElements(at(0, "a", 1), at(3, "a", 2), at(3, "b", 16))
            .addElements(at(2, "a", 4), at(1, "a", 8))
            .advanceWatermarkToInfinity();

    Map<String, String> actual =
        run(
            stream,
            WindowPolicy.parse("sessions:PT2M").window(),
            PreCombine.perKey(new ValuesFn()));

    assertThat(actual)
        .isEqualTo(Map.of(BruteForce.id("a", 0, 5), "1 2 4 8", BruteForce.id("b", 3, 5), "16"));
  }

  @Test
  void keysWithoutReliableEqualsAreComparedByTheirCoder() {
    List<TimestampedValue<KV<byte[], Long>>> elements =
        List.of(
            TimestampedValue.of(KV.of("a".getBytes(UTF_8), 1L), START),
            TimestampedValue.of(KV.of("b".getBytes(UTF_8), 2L), START),
            TimestampedValue.of(KV.of("a".getBytes(UTF_8), 4L), START));
    TestStream<KV<byte[], Long>> stream =
        TestStream.create(KvCoder.of(ByteArrayCoder.of(), VarLongCoder.of()))
            .addElements(elements.get(0), elements.get(1), elements.get(2))
            .advanceWatermarkToInfinity();
    Pipeline pipeline = Panes.pipeline();
    Panes panes = new Panes();
    pipeline
        .apply("Elements", stream)
        .apply("Window", WindowPolicy.parse("fixed:PT1M").window())
        .apply("Combine", PreCombine.perKey(new ValuesFn()))
        .apply("Text", ParDo.of(new KeyText()))
        .apply("Panes", ParDo.of(panes));

    PipelineResult result = pipeline.run();
    result.waitUntilFinish();

    assertThat(latest(panes.emitted()))
        .isEqualTo(Map.of(BruteForce.id("a", 0, 1), "1 4", BruteForce.id("b", 0, 1), "2"));
    assertThat(counter(result, "elementsIn")).isEqualTo(3);
    assertThat(counter(result, "accumulatorsOut")).isEqualTo(2);
  }

  static Stream<Arguments> timestamps() {
    return Stream.of(
        Arguments.of(TimestampCombiner.EARLIEST, START.plus(MINUTE)),
        Arguments.of(TimestampCombiner.LATEST, START.plus(MINUTE.multipliedBy(7))),
        Arguments.of(
            TimestampCombiner.END_OF_WINDOW, START.plus(MINUTE.multipliedBy(10)).minus(1)));
  }

  @ParameterizedTest
  @MethodSource("timestamps")
  void resultsHaveTheTimestampsThatTheWindowingAsksFor(
      TimestampCombiner combiner, Instant expected) {
    TestStream<KV<String, Long>> stream =
        TestStream.create(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()))
            .advanceWatermarkTo(START)
            .addElements(at(5, "a", 1), at(1, "a", 2), at(7, "a", 4))
            .advanceWatermarkToInfinity();

    List<Panes.Pane> panes =
        Panes.of(
            stream,
            Window.<KV<String, Long>>into(FixedWindows.of(MINUTE.multipliedBy(10)))
                .withTimestampCombiner(combiner),
            PreCombine.perKey(new ValuesFn()));

    assertThat(panes).extracting(Panes.Pane::timestamp).containsExactly(expected);
  }

  @Test
  void onlyAccumulatorsAreShuffled() {
    List<TimestampedValue<KV<String, Long>>> bundle = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      bundle.add(at(i % 20, "k" + i % 5, i));
    }
    Pipeline pipeline = Panes.pipeline();
    pipeline
        .apply("Elements", stream(List.of(bundle)))
        .apply("Window", WindowPolicy.parse("fixed:PT10M").window())
        .apply("Combine", PreCombine.perKey(Sum.ofLongs()));

    PipelineResult result = pipeline.run();
    result.waitUntilFinish();

    assertThat(counter(result, "elementsIn")).isEqualTo(1000);
    assertThat(counter(result, "accumulatorsOut")).as("5 keys in 2 windows").isEqualTo(10);
  }

  @Test
  void entriesMustBePositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PreCombine.perKey(Sum.ofLongs()).withMaxEntries(0))
        .withMessage("Invalid max entries: 0 (must be >= 1)");
  }

  /** Elements within 30 minutes, in bundles, no later than the watermark before each. */
  private static List<List<TimestampedValue<KV<String, Long>>>> bundles(
      Random random, int count, int size) {
    List<List<TimestampedValue<KV<String, Long>>>> bundles = new ArrayList<>();
    for (int bundle = 0; bundle < count; bundle++) {
      List<TimestampedValue<KV<String, Long>>> elements = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        Instant timestamp =
            START.plus(MINUTE.multipliedBy(3L * bundle)).plus(random.nextInt(6 * 60_000));
        // Key e is rare, so that its sessions have gaps.
        String key = random.nextInt(40) == 0 ? "e" : String.valueOf((char) ('a' + i % 4));
        elements.add(TimestampedValue.of(KV.of(key, random.nextLong() >> 40), timestamp));
      }
      bundles.add(elements);
    }
    return bundles;
  }

  private static PTransform<PBegin, PCollection<KV<String, Long>>> stream(
      List<List<TimestampedValue<KV<String, Long>>>> bundles) {
    TestStream.Builder<KV<String, Long>> stream =
        TestStream.create(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()));
    for (List<TimestampedValue<KV<String, Long>>> bundle : bundles) {
      Instant earliest =
          Collections.min(bundle.stream().map(TimestampedValue::getTimestamp).toList());
      stream =
          stream
              .advanceWatermarkTo(earliest)
              .addElements(bundle.get(0), bundle.subList(1, bundle.size()).toArray(array()));
    }
    return stream.advanceWatermarkToInfinity();
  }

  @SuppressWarnings("unchecked")
  private static TimestampedValue<KV<String, Long>>[] array() {
    return new TimestampedValue[0];
  }

  private static TimestampedValue<KV<String, Long>> at(long minute, String key, long value) {
    return TimestampedValue.of(KV.of(key, value), START.plus(MINUTE.multipliedBy(minute)));
  }

  private static Map<String, String> run(
      PTransform<PBegin, PCollection<KV<String, Long>>> elements,
      Window<KV<String, Long>> window,
      PreCombine<String, Long, String> combine) {
    return latest(Panes.of(elements, window, combine));
  }

  /** The value of the last pane per key and window. */
  private static Map<String, String> latest(List<Panes.Pane> panes) {
    Map<String, Panes.Pane> latest = new HashMap<>();
    for (Panes.Pane pane : panes) {
      latest.merge(
          BruteForce.id(pane.key(), (IntervalWindow) pane.window()),
          pane,
          (a, b) -> a.info().getIndex() > b.info().getIndex() ? a : b);
    }
    Map<String, String> values = new TreeMap<>();
    latest.forEach((id, pane) -> values.put(id, pane.value()));
    return values;
  }

  private static long counter(PipelineResult result, String name) {
    return result
        .metrics()
        .queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.named(PreCombine.class, name))
                .build())
        .getCounters()
        .iterator()
        .next()
        .getAttempted();
  }

  private static final class KeyText extends DoFn<KV<byte[], String>, KV<String, String>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void text(
        @Element KV<byte[], String> element, OutputReceiver<KV<String, String>> output) {
      output.output(KV.of(new String(element.getKey(), UTF_8), element.getValue()));
    }
  }
}
