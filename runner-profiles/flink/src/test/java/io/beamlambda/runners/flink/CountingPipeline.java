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
package io.beamlambda.runners.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Counts the numbers from 0 on per key in state, for ever, and writes count and sum of each key to
 * a file after each number. Numbers of a key come in their order, so that the sum follows from the
 * count: who loses, repeats or forgets something gets another one.
 */
final class CountingPipeline {

  /** A multiple of the parallelism: the source deals numbers round robin, keys must not mix. */
  private static final int KEYS = 8;

  private CountingPipeline() {}

  /**
   * The pipeline.
   *
   * @param perSecond how many numbers a second
   * @param dir where the counts go
   */
  static Pipeline of(PipelineOptions options, long perSecond, Path dir) {
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply("Numbers", GenerateSequence.from(0).withRate(perSecond, Duration.standardSeconds(1)))
        .apply("Keys", WithKeys.<Long, Long>of(n -> n % KEYS).withKeyType(TypeDescriptors.longs()))
        .apply("Count", ParDo.of(new CountFn()))
        .apply("Write", ParDo.of(new WriteFn(dir.toString())));
    return pipeline;
  }

  /** The counts by key, as they were written last. */
  static Map<Long, Long> counts(Path dir) {
    Map<Long, Long> counts = new TreeMap<>();
    written(dir).forEach((key, text) -> counts.put(key, countOf(text)));
    return counts;
  }

  /** All counts together. */
  static long total(Path dir) {
    return counts(dir).values().stream().mapToLong(Long::longValue).sum();
  }

  /** What should have been written last, if these are the counts. */
  static Map<Long, String> expected(Map<Long, Long> counts) {
    Map<Long, String> expected = new TreeMap<>();
    for (long key = 0; key < KEYS; key++) {
      long count = counts.getOrDefault(key, 0L);
      long sum = 0;
      for (long i = 0; i < count; i++) {
        sum += key + i * KEYS;
      }
      expected.put(key, count + " " + sum);
    }
    return expected;
  }

  /** What was written last of each key: its count and its sum. */
  static Map<Long, String> written(Path dir) {
    Map<Long, String> written = new TreeMap<>();
    try (Stream<Path> files = Files.list(dir)) {
      for (Path file : files.filter(f -> !f.toString().endsWith(".part")).toList()) {
        written.put(Long.parseLong(file.getFileName().toString()), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return written;
  }

  private static long countOf(String text) {
    return Long.parseLong(text.substring(0, text.indexOf(' ')));
  }

  private static final class CountFn extends DoFn<KV<Long, Long>, KV<Long, String>> {

    private static final long serialVersionUID = 1L;

    @StateId("count")
    private final StateSpec<ValueState<Long>> countSpec = StateSpecs.value(VarLongCoder.of());

    @StateId("sum")
    private final StateSpec<ValueState<Long>> sumSpec = StateSpecs.value(VarLongCoder.of());

    @ProcessElement
    public void process(
        @Element KV<Long, Long> number,
        @StateId("count") ValueState<Long> count,
        @StateId("sum") ValueState<Long> sum,
        OutputReceiver<KV<Long, String>> out) {
      long newCount = orZero(count.read()) + 1;
      long newSum = orZero(sum.read()) + number.getValue();
      count.write(newCount);
      sum.write(newSum);
      out.output(KV.of(number.getKey(), newCount + " " + newSum));
    }

    private static long orZero(@Nullable Long value) {
      return value == null ? 0 : value;
    }
  }

  private static final class WriteFn extends DoFn<KV<Long, String>, Void> {

    private static final long serialVersionUID = 1L;

    private final String dir;

    WriteFn(String dir) {
      this.dir = dir;
    }

    @ProcessElement
    public void process(@Element KV<Long, String> count) throws IOException {
      Path file = Path.of(dir, Long.toString(count.getKey()));
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(part, count.getValue());
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
