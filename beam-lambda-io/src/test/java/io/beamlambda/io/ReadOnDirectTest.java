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
package io.beamlambda.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.RowOrder;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole read on the DirectRunner, windows of one hour, no lateness allowed. */
class ReadOnDirectTest {

  private static final Instant DAY_1 = Instant.parse("2001-02-27T00:00:00Z");
  private static final Instant CUTOFF = Instant.parse("2001-03-01T00:00:00Z");
  private static final Instant OVERLAP_START = Instant.parse("2001-02-28T12:00:00Z");
  private static final int ROWS = 3_000;

  private static EmbeddedKafka kafka;

  @TempDir Path directory;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "use_unbounded_sdf_wrapper"})
  void countsEveryEventOnceAcrossTheSeam(String experiment) throws IOException {
    List<Row> rows = Row.generate(ROWS, DAY_1, Duration.ofDays(3), 5, 7);
    String topic = "seam-" + experiment.replace('_', '-');
    publish(topic, rows);
    LakeWriter.ofRows()
        .withLayout(Layout.hiveDays())
        .withRowOrder(RowOrder.SHUFFLED)
        .withRowsPerRowGroup(150)
        .write(directory, rows.stream().filter(row -> row.eventTime().isBefore(CUTOFF)).toList());

    Pipeline pipeline = pipeline(experiment);
    PAssert.that(countPerKeyAndHour(pipeline, read(topic).withLanes(2).withUntilStreamEnd()))
        .containsInAnyOrder(expected(rows));

    PipelineResult result = pipeline.run();
    assertThat(result.waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);
    long inLake = rows.stream().filter(row -> row.eventTime().isBefore(CUTOFF)).count();
    assertThat(counter(result, "lakeRows")).isEqualTo(inLake);
    assertThat(counter(result, "streamEvents")).isEqualTo(ROWS - inLake);
    assertThat(counter(result, "droppedAtCutoff")).isBetween(0L, 5L);
  }

  @Test
  void countsEveryEventOnceWithTheBoardInKafka() throws IOException {
    List<Row> rows = Row.generate(ROWS, DAY_1, Duration.ofDays(3), 5, 7);
    publish("shared", rows);
    LakeWriter.ofRows()
        .withLayout(Layout.hiveDays())
        .withRowOrder(RowOrder.SHUFFLED)
        .withRowsPerRowGroup(150)
        .write(directory, rows.stream().filter(row -> row.eventTime().isBefore(CUTOFF)).toList());
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs("--streaming=true", "--board=kafka").create();
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    PAssert.that(
            countPerKeyAndHour(
                pipeline,
                read("shared")
                    .withLanes(2)
                    .withMaxLead(org.joda.time.Duration.standardHours(12))
                    .withUntilStreamEnd()))
        .containsInAnyOrder(expected(rows));
    ReadProgress progress = ReadProgress.of(pipeline).get(0);
    assertThat(progress.isDistributed()).isTrue();
    assertThat(progress.isFollowed()).isFalse();

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);

    assertThat(progress.isFollowed()).isTrue();
    assertThat(progress.phase()).isEqualTo(ReadProgress.Phase.DONE);
  }

  @Test
  void lakeAloneIsReadOnceByTheSplittableWrapper() throws IOException {
    List<Row> rows = Row.generate(ROWS, DAY_1, Duration.ofDays(2), 5, 7);
    LakeWriter.ofRows()
        .withLayout(Layout.hiveDays())
        .withRowOrder(RowOrder.SHUFFLED)
        .withRowsPerRowGroup(150)
        .write(directory, rows);
    Pipeline pipeline = pipeline("use_sdf_read");

    PAssert.that(
            countPerKeyAndHour(
                pipeline,
                LambdaIO.<Event>read()
                    .withLake(ParquetLake.at(directory.toString()).withEventTime("event_time"))
                    .withMapping(Event.mapping())
                    .withLakeStrategy(LakeStrategy.ORDERED)
                    .withLanes(2)))
        .containsInAnyOrder(expected(rows));

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);
  }

  private static long counter(PipelineResult result, String name) {
    return StreamSupport.stream(
            result
                .metrics()
                .queryMetrics(
                    MetricsFilter.builder()
                        .addNameFilter(MetricNameFilter.named(LambdaIO.class, name))
                        .build())
                .getCounters()
                .spliterator(),
            false)
        .mapToLong(MetricResult::getAttempted)
        .sum();
  }

  @Test
  void batchJobGivesTheSame() throws IOException {
    List<Row> rows = Row.generate(ROWS, DAY_1, Duration.ofDays(3), 5, 7);
    publish("batch", rows);
    LakeWriter.ofRows().withLayout(Layout.hiveDays()).write(directory, rows);

    Pipeline pipeline = Pipeline.create(options());
    PCollection<Event> events = pipeline.apply("Read", read("batch").withUntilStreamEnd());
    assertThat(events.isBounded()).isEqualTo(PCollection.IsBounded.BOUNDED);
    PAssert.that(countPerKeyAndHour(events)).containsInAnyOrder(expected(rows));

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endOfTheBootstrapIsSaidOnce(boolean streaming) throws IOException {
    List<Row> rows = Row.generate(300, DAY_1, Duration.ofDays(3), 5, 7);
    String topic = "end-" + streaming;
    publish(topic, rows);
    LakeWriter.ofRows().withLayout(Layout.hiveDays()).write(directory, rows);
    PipelineOptions options = options();
    options.as(StreamingOptions.class).setStreaming(streaming);
    Pipeline pipeline = Pipeline.create(options);

    ReadResult<Event> result =
        pipeline.apply("Read", read(topic).withUntilStreamEnd().withBootstrapEnd());

    PAssert.that(countPerKeyAndHour(result.events())).containsInAnyOrder(expected(rows));
    PAssert.that(result.bootstrapEnd().apply("Describe", ParDo.of(new DescribeEndFn())))
        .containsInAnyOrder(
            CUTOFF.toEpochMilli()
                + " "
                + rows.stream().filter(row -> row.eventTime().isBefore(CUTOFF)).count());
    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);
  }

  private static final class DescribeEndFn extends DoFn<BootstrapEnd, String> {
    @ProcessElement
    public void processElement(@Element BootstrapEnd end, OutputReceiver<String> out) {
      out.output(end.cutoff().getMillis() + " " + end.lakeRows());
    }
  }

  private static void publish(String topic, List<Row> rows) {
    TopicWriter.ofRows()
        .withPartitions(3)
        .withSkew(0.6)
        .withDisorder(Duration.ofSeconds(30))
        .write(
            kafka.bootstrapServers(),
            topic,
            rows.stream().filter(row -> !row.eventTime().isBefore(OVERLAP_START)).toList());
  }

  private LambdaIO.Read<Event> read(String topic) {
    return LambdaIO.<Event>read()
        .withLake(ParquetLake.at(directory.toString()).withEventTime("event_time"))
        .withStream(KafkaStream.of(kafka.bootstrapServers(), topic))
        .withMapping(Event.mapping())
        .withCutoff(Cutoff.at(org.joda.time.Instant.ofEpochMilli(CUTOFF.toEpochMilli())));
  }

  private static PipelineOptions options() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    return options;
  }

  private static Pipeline pipeline(String experiment) {
    PipelineOptions options =
        experiment.isEmpty()
            ? PipelineOptionsFactory.fromArgs("--streaming=true").create()
            : PipelineOptionsFactory.fromArgs("--streaming=true", "--experiments=" + experiment)
                .create();
    options.setRunner(DirectRunner.class);
    return Pipeline.create(options);
  }

  private static PCollection<String> countPerKeyAndHour(
      Pipeline pipeline, LambdaIO.Read<Event> read) {
    return countPerKeyAndHour(pipeline.apply("Read", read));
  }

  private static PCollection<String> countPerKeyAndHour(PCollection<Event> events) {
    return events
        .apply(
            "Hours",
            Window.<Event>into(FixedWindows.of(org.joda.time.Duration.standardHours(1)))
                .withAllowedLateness(org.joda.time.Duration.ZERO)
                .discardingFiredPanes())
        .apply("Key", ParDo.of(new KeyFn()))
        .apply("Count", Count.perElement())
        .apply("Format", ParDo.of(new FormatFn()));
  }

  private static final class KeyFn extends DoFn<Event, String> {
    @ProcessElement
    public void processElement(@Element Event event, OutputReceiver<String> out) {
      out.output(event.key());
    }
  }

  private static final class FormatFn extends DoFn<KV<String, Long>, String> {
    @ProcessElement
    public void processElement(
        @Element KV<String, Long> count, BoundedWindow window, OutputReceiver<String> out) {
      out.output(
          count.getKey() + "@" + (window.maxTimestamp().getMillis() + 1) + "=" + count.getValue());
    }
  }

  private static List<String> expected(List<Row> rows) {
    Map<String, Long> counts = new HashMap<>();
    for (Row row : rows) {
      long hourEnd = (row.eventTime().toEpochMilli() / 3_600_000 + 1) * 3_600_000;
      counts.merge(row.key() + "@" + hourEnd, 1L, Long::sum);
    }
    return counts.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }
}
