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

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.pipelines.PreCombine;
import io.beamlambda.pipelines.cli.DefaultOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A checkpoint ends bundles. What they give then, Flink's runner keeps back by default, and may let
 * a watermark pass it if the stream is quiet: all of it would be late.
 */
class FlinkCheckpointTest {

  private static final Instant START = Instant.parse("2001-03-01T00:00:00Z");
  private static final int EVENTS = 500;

  /** Long enough for the runner to end a bundle by time, which lets a held watermark go. */
  private static final int QUIET_CHECKPOINTS = 60;

  // In the JVM of the embedded cluster, which is this one.
  private static final Map<String, Integer> SUMS = new ConcurrentHashMap<>();
  private static final AtomicInteger CHECKPOINTS = new AtomicInteger();

  @BeforeEach
  void forget() {
    SUMS.clear();
    CHECKPOINTS.set(0);
  }

  @Test
  void whatABundleGivesAtACheckpointIsNotLate() {
    List<String> arguments =
        new ArrayList<>(
            new FlinkProfile().defaults().stream().map(DefaultOption::toArgument).toList());
    arguments.addAll(
        List.of(
            "--runner=FlinkRunner",
            "--streaming=true",
            "--checkpointingInterval=50",
            "--maxBundleTimeMills=400"));
    Pipeline pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new)).create());
    pipeline
        .apply(Read.from(new QuietSource()))
        .apply(Window.into(FixedWindows.of(Duration.standardHours(1))))
        .apply(PreCombine.perKey(Sum.ofIntegers()))
        .apply(ParDo.of(new KeepFn()));

    pipeline.run().waitUntilFinish();

    assertThat(SUMS).containsExactly(Map.entry("key", EVENTS));
  }

  private static final class KeepFn extends DoFn<KV<String, Integer>, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void keep(@Element KV<String, Integer> sum) {
      SUMS.merge(sum.getKey(), sum.getValue(), Integer::sum);
    }
  }

  /** Gives all events at once, then the watermark behind their window, and then nothing. */
  private static final class QuietSource extends CountedSource<KV<String, Integer>> {
    private static final long serialVersionUID = 1L;

    QuietSource() {
      super(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()), EVENTS, START);
    }

    @Override
    KV<String, Integer> event(int before) {
      return KV.of("key", 1);
    }

    @Override
    Instant watermark(boolean all) {
      if (!all) {
        return START;
      }
      return CHECKPOINTS.get() > QUIET_CHECKPOINTS || !SUMS.isEmpty()
          ? BoundedWindow.TIMESTAMP_MAX_VALUE
          : START.plus(Duration.standardHours(2));
    }

    @Override
    void marked(boolean all) {
      if (all) {
        CHECKPOINTS.incrementAndGet();
      }
    }
  }
}
