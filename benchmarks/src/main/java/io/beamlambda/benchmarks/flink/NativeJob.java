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
package io.beamlambda.benchmarks.flink;

import io.beamlambda.benchmarks.DataSet;
import io.beamlambda.benchmarks.JobArguments;
import io.beamlambda.benchmarks.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.source.hybrid.HybridSource;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.time.Time;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * The job as one would write it for Flink alone: a HybridSource of the lake's files, in order, and
 * the topic from {@code C} on.
 */
public final class NativeJob {

  private NativeJob() {}

  /** Runs with the arguments of {@link JobArguments#parse}. */
  public static void main(String[] args) throws IOException {
    JobArguments arguments = JobArguments.parse(args);
    arguments.measure(() -> run(arguments.data(), arguments.bootstrapServers()));
  }

  /** Runs the job to its end. */
  public static void run(DataSet data, String bootstrapServers) throws Exception {
    StreamExecutionEnvironment flink = StreamExecutionEnvironment.getExecutionEnvironment();
    flink.setParallelism(1);
    flink
        .fromSource(
            HybridSource.builder(lake(data)).addSource(stream(data, bootstrapServers)).build(),
            WatermarkStrategy.<Event>forMonotonousTimestamps()
                .withTimestampAssigner((event, timestamp) -> event.timeMillis),
            "Lake and stream",
            TypeInformation.of(Event.class))
        .keyBy(event -> event.key)
        .window(TumblingEventTimeWindows.of(Time.hours(1)))
        .aggregate(new Count(), new ToProbe())
        .sinkTo(new DiscardingSink<>());
    flink.execute();
  }

  private static FileSource<Event> lake(DataSet data) throws IOException {
    List<org.apache.flink.core.fs.Path> files;
    try (Stream<Path> found = Files.list(Path.of(data.lake()))) {
      files = found.sorted().map(file -> new org.apache.flink.core.fs.Path(file.toUri())).toList();
    }
    return FileSource.forRecordStreamFormat(
            new LakeEventFormat(), files.toArray(new org.apache.flink.core.fs.Path[0]))
        .setSplitAssigner(OrderedSplitAssigner::new)
        .build();
  }

  private static KafkaSource<Event> stream(DataSet data, String bootstrapServers) {
    return KafkaSource.<Event>builder()
        .setBootstrapServers(bootstrapServers)
        .setTopics(data.topic())
        .setStartingOffsets(OffsetsInitializer.timestamp(data.cutoffMillis()))
        .setBounded(OffsetsInitializer.latest())
        .setDeserializer(KafkaRecordDeserializationSchema.of(new StreamEventSchema()))
        .build();
  }

  private static final class Count implements AggregateFunction<Event, Long, Long> {

    private static final long serialVersionUID = 1L;

    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(Event event, Long count) {
      return count + 1;
    }

    @Override
    public Long getResult(Long count) {
      return count;
    }

    @Override
    public Long merge(Long one, Long other) {
      return one + other;
    }
  }

  private static final class ToProbe extends ProcessWindowFunction<Long, Long, String, TimeWindow> {

    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        String key, Context context, Iterable<Long> counts, Collector<Long> results) {
      for (Long count : counts) {
        Probe.result(key, context.window().getEnd(), count, true);
        results.collect(count);
      }
    }
  }
}
