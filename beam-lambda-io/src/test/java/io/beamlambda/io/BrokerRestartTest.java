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
import static org.awaitility.Awaitility.await;

import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job on the DirectRunner goes on when its broker is gone for a while. */
class BrokerRestartTest {

  private static final Instant START = Instant.parse("2001-02-28T00:00:00Z");
  private static final Instant CUTOFF = Instant.parse("2001-03-01T00:00:00Z");
  private static final Instant HALF = Instant.parse("2001-03-01T12:00:00Z");
  private static final Instant FAREWELL = Instant.parse("2001-03-05T00:00:00Z");
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long HOUR = 3_600_000;

  @TempDir Path directory;

  @Test
  void readGoesOnExactlyWhenTheBrokerIsRestarted() throws IOException {
    List<Row> rows = Row.generate(2_000, START, Duration.ofDays(2), 3, 11);
    LakeWriter.ofRows()
        .withLayout(Layout.hiveDays())
        .write(directory.resolve("lake"), between(rows, START, CUTOFF));
    EmbeddedKafka.Config config =
        EmbeddedKafka.Config.defaults().withDir(directory.resolve("kafka"));
    EmbeddedKafka kafka = EmbeddedKafka.start(config);
    PipelineResult result = null;
    try {
      publish(kafka, between(rows, CUTOFF, HALF));
      result = run(kafka.bootstrapServers());
      // All windows but the last, which only later events close.
      long closed = HALF.toEpochMilli() - HOUR;
      await().atMost(LIMIT).until(() -> CollectFn.COUNTS.stream().anyMatch(c -> c.end() == closed));

      int port = kafka.port();
      kafka.close();
      kafka = EmbeddedKafka.start(config.withPort(port));
      publish(kafka, between(rows, HALF, START.plus(Duration.ofDays(2))));
      publish(kafka, Collections.nCopies(60, Row.at(FAREWELL, "farewell", 1)));

      Map<Long, Long> expected = expected(rows);
      await().atMost(LIMIT).until(() -> CollectFn.COUNTS.size() >= expected.size());
      assertThat(CollectFn.COUNTS)
          .containsExactlyInAnyOrderElementsOf(
              expected.entrySet().stream()
                  .map(e -> new WindowCount(e.getKey(), e.getValue()))
                  .toList());
    } finally {
      if (result != null) {
        result.cancel();
      }
      kafka.close();
    }
  }

  private PipelineResult run(String bootstrapServers) {
    CollectFn.COUNTS.clear();
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs("--streaming=true", "--blockOnRun=false").create();
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(
            "Read",
            LambdaIO.<Event>read()
                .withLake(
                    ParquetLake.at(directory.resolve("lake").toString())
                        .withEventTime("event_time"))
                .withStream(KafkaStream.of(bootstrapServers, "rows"))
                .withMapping(Event.mapping())
                .withCutoff(Cutoff.at(org.joda.time.Instant.ofEpochMilli(CUTOFF.toEpochMilli()))))
        .apply("Hours", Window.into(FixedWindows.of(org.joda.time.Duration.standardHours(1))))
        .apply("One key", MapElements.into(TypeDescriptors.strings()).via(event -> "all"))
        .apply("Count", Count.perElement())
        .apply("Collect", ParDo.of(new CollectFn()));
    return pipeline.run();
  }

  private static void publish(EmbeddedKafka kafka, List<Row> rows) {
    TopicWriter.ofRows().withPartitions(2).write(kafka.bootstrapServers(), "rows", rows);
  }

  private static List<Row> between(List<Row> rows, Instant from, Instant to) {
    return rows.stream()
        .filter(row -> !row.eventTime().isBefore(from) && row.eventTime().isBefore(to))
        .toList();
  }

  private static Map<Long, Long> expected(List<Row> rows) {
    Map<Long, Long> counts = new HashMap<>();
    for (Row row : rows) {
      counts.merge((row.eventTime().toEpochMilli() / HOUR + 1) * HOUR, 1L, Long::sum);
    }
    return counts;
  }

  private record WindowCount(long end, long count) {}

  private static final class CollectFn extends DoFn<KV<String, Long>, Void> {
    private static final Queue<WindowCount> COUNTS = new ConcurrentLinkedQueue<>();

    @ProcessElement
    public void processElement(@Element KV<String, Long> count, BoundedWindow window) {
      COUNTS.add(new WindowCount(window.maxTimestamp().getMillis() + 1, count.getValue()));
    }
  }
}
