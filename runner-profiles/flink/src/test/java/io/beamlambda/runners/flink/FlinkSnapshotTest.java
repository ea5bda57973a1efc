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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;
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
 * A job goes on while Flink writes the state of a checkpoint. What it adds to its sums meanwhile
 * must not get into that checkpoint: a job that goes on from it reads the same events again.
 */
class FlinkSnapshotTest {

  private static final Instant START = Instant.parse("2001-03-01T00:00:00Z");

  /** So many that they take a while to be written. */
  private static final int KEYS = 10_000;

  private static final int EVENTS_PER_KEY = 10;
  private static final int CHECKPOINTS_BEFORE_THE_FAILURE = 3;

  // In the JVM of the embedded cluster, which is this one.
  private static final Map<Integer, Integer> SUMS = new ConcurrentHashMap<>();
  private static final AtomicInteger CHECKPOINTS = new AtomicInteger();
  private static final AtomicBoolean FAILED = new AtomicBoolean();

  @BeforeEach
  void forget() {
    SUMS.clear();
    CHECKPOINTS.set(0);
    FAILED.set(false);
  }

  @Test
  void whatComesWhileACheckpointIsWrittenIsNotInIt() {
    List<String> arguments =
        new ArrayList<>(
            new FlinkProfile().defaults().stream().map(DefaultOption::toArgument).toList());
    arguments.addAll(
        List.of(
            "--runner=FlinkRunner",
            "--streaming=true",
            "--checkpointingInterval=100",
            "--numberOfExecutionRetries=1",
            "--executionRetryDelay=10"));
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new)).create();
    new FlinkProfile().prepare(options);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(Read.from(new RoundsSource()))
        .apply(Window.into(FixedWindows.of(Duration.standardHours(1))))
        .apply(PreCombine.perKey(Sum.ofIntegers()))
        .apply(ParDo.of(new KeepFn()));

    pipeline.run().waitUntilFinish();

    assertThat(FAILED).isTrue();
    assertThat(SUMS).hasSize(KEYS);
    assertThat(SUMS.values().stream().filter(sum -> sum != EVENTS_PER_KEY).count())
        .as("keys with a wrong sum")
        .isZero();
  }

  private static final class KeepFn extends DoFn<KV<Integer, Integer>, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void keep(@Element KV<Integer, Integer> sum) {
      SUMS.put(sum.getKey(), sum.getValue());
    }
  }

  /** Gives an event of each key, and again, and fails once when there have been checkpoints. */
  private static final class RoundsSource extends CountedSource<KV<Integer, Integer>> {
    private static final long serialVersionUID = 1L;

    RoundsSource() {
      super(KvCoder.of(VarIntCoder.of(), VarIntCoder.of()), KEYS * EVENTS_PER_KEY, START);
    }

    @Override
    KV<Integer, Integer> event(int before) {
      return KV.of(before % KEYS, 1);
    }

    @Override
    Instant watermark(boolean all) {
      // Not before the failure, however fast the machine is.
      return all && FAILED.get() ? BoundedWindow.TIMESTAMP_MAX_VALUE : START;
    }

    @Override
    void advancing() {
      boolean mayFail = CHECKPOINTS.get() >= CHECKPOINTS_BEFORE_THE_FAILURE;
      if (mayFail && FAILED.compareAndSet(false, true)) {
        throw new IllegalStateException("Failed on purpose, to go on from a checkpoint.");
      }
    }

    @Override
    void completed() {
      CHECKPOINTS.incrementAndGet();
    }
  }
}
