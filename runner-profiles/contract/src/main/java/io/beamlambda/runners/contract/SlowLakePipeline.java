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
package io.beamlambda.runners.contract;

import com.google.auto.service.AutoService;
import io.beamlambda.io.BootstrapEnd;
import io.beamlambda.io.Cutoff;
import io.beamlambda.io.EventMapping;
import io.beamlambda.io.KafkaStream;
import io.beamlambda.io.LambdaIO;
import io.beamlambda.io.ParquetLake;
import io.beamlambda.io.ReadResult;
import io.beamlambda.pipelines.AggregateOptions;
import io.beamlambda.pipelines.NamedPipeline;
import io.beamlambda.pipelines.PreCombine;
import io.beamlambda.pipelines.WindowPolicy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Counts events per hour from a lake that becomes slow after its first hundredth, until a window
 * has closed: a runner that needs more of the lake for that can only get it after a long while. So
 * the share of the lake that the first window takes is the same on a fast machine and on a slow
 * one.
 *
 * <p>It is run in this JVM, which keeps what it has seen in static fields, since runners serialize
 * functions. One run at a time.
 */
@AutoService(NamedPipeline.class)
public final class SlowLakePipeline implements NamedPipeline {

  static final String NAME = "slow-lake";

  private static final long SLOW_ROW_MILLIS = 100;

  private static final AtomicLong LAKE_ROWS = new AtomicLong();
  private static final AtomicLong COUNTED = new AtomicLong();
  private static final List<BootstrapEnd> ENDS = new CopyOnWriteArrayList<>();
  private static final AtomicLong LAKE_ROWS_AT_FIRST_WINDOW = new AtomicLong();
  private static volatile CountDownLatch firstWindow = new CountDownLatch(1);
  private static volatile long fastRows;

  /** What has been said of the end of the lake. */
  static List<BootstrapEnd> ends() {
    return List.copyOf(ENDS);
  }

  /** Forgets the run before; {@code lakeRows} is the size of the next lake. */
  static void reset(long lakeRows) {
    LAKE_ROWS.set(0);
    COUNTED.set(0);
    ENDS.clear();
    LAKE_ROWS_AT_FIRST_WINDOW.set(Long.MAX_VALUE);
    firstWindow = new CountDownLatch(1);
    fastRows = lakeRows / 100;
  }

  /** How many rows of the lake had been read when the first window closed. */
  static long lakeRowsAtFirstWindow() {
    return LAKE_ROWS_AT_FIRST_WINDOW.get();
  }

  /** How many events all windows together have counted. */
  static long counted() {
    return COUNTED.get();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "counts events per hour from a lake that is slow until a window has closed";
  }

  @Override
  public Class<? extends PipelineOptions> optionsType() {
    return AggregateOptions.class;
  }

  @Override
  public void build(Pipeline pipeline) {
    ReadResult<String> read =
        pipeline.apply("Read", read(pipeline.getOptions()).withBootstrapEnd());
    read.bootstrapEnd().apply("Note end", ParDo.of(new NoteEndFn()));
    read.events()
        .apply("Hours", WindowPolicy.fixed(Duration.standardHours(1)).<String>window())
        .apply("Key", WithKeys.<String, String>of("all").withKeyType(TypeDescriptors.strings()))
        .apply("Count", PreCombine.perKey(Count.combineFn()))
        .apply("Note", ParDo.of(new NoteFn()));
  }

  @Override
  public LambdaIO.Read<String> read(PipelineOptions pipelineOptions) {
    AggregateOptions options = pipelineOptions.as(AggregateOptions.class);
    return LambdaIO.<String>read()
        .withLake(
            ParquetLake.at(Objects.requireNonNull(options.getLake())).withEventTime("event_time"))
        .withStream(
            KafkaStream.of(
                Objects.requireNonNull(options.getBootstrapServers()),
                Objects.requireNonNull(options.getTopic())))
        .withMapping(
            EventMapping.of(String.class, SlowLakePipeline::slowly, record -> "from the stream"))
        .withCutoff(Cutoff.at(Instant.parse(options.getCutoff())))
        .withUntilStreamEnd()
        .withLanes(options.getLanes());
  }

  private static String slowly(GenericRecord row) {
    CountDownLatch latch = firstWindow;
    if (LAKE_ROWS.incrementAndGet() > fastRows) {
      try {
        // No wait at all once a window has closed.
        latch.await(SLOW_ROW_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return row.get("key").toString();
  }

  private static final class NoteEndFn extends DoFn<BootstrapEnd, Void> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element BootstrapEnd end) {
      ENDS.add(end);
    }
  }

  private static final class NoteFn extends DoFn<KV<String, Long>, Void> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<String, Long> count, PaneInfo pane) {
      COUNTED.addAndGet(count.getValue());
      if (pane.getTiming() == PaneInfo.Timing.ON_TIME) {
        LAKE_ROWS_AT_FIRST_WINDOW.compareAndSet(Long.MAX_VALUE, LAKE_ROWS.get());
        firstWindow.countDown();
      }
    }
  }
}
