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
package io.beamlambda.pipelines.cli;

import io.beamlambda.io.ReadProgress;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far reads are, for Prometheus. What is not known is left out. */
final class ReadGaugeSnapshots {

  private final List<ReadProgress> reads;

  ReadGaugeSnapshots(List<ReadProgress> reads) {
    this.reads = reads;
  }

  List<MetricSnapshot> all() {
    List<MetricSnapshot> all = new ArrayList<>();
    if (reads.isEmpty()) {
      return all;
    }
    all.add(
        gauge(
            "phase",
            "Where the read stands: 0 bootstrap, 1 live, 2 done",
            read -> followed(read, read.phase().ordinal())));
    all.add(
        gauge(
            "bootstrap_percent",
            "How much of the lake's stretch of event time all lanes have passed",
            read -> followed(read, read.bootstrapPercent())));
    all.add(
        gauge(
            "lake_event_time_millis",
            "How far the lake has been read, epoch millis of event time",
            read -> millis(read, read.lakeEventTime().orElse(null))));
    all.add(
        gauge(
            "stream_event_time_millis",
            "How far the stream has been read, epoch millis of event time",
            read -> millis(read, read.streamEventTime().orElse(null))));
    all.add(
        gauge(
            "cutoff_millis",
            "The seam, epoch millis of event time",
            read -> OptionalLong.of(read.plan().cutoff().getMillis())));
    all.add(
        gauge(
            "lead_millis",
            "How far, in event time, the fastest reader is ahead of the slowest",
            read -> followed(read, read.lead().getMillis())));
    all.add(
        gauge(
            "max_lead_millis",
            "How far it may be",
            read -> OptionalLong.of(read.plan().maxLead().getMillis())));
    all.add(
        gauge(
            "partitions",
            "Partitions of the stream that are read",
            read -> OptionalLong.of(read.partitions())));
    all.add(
        gauge(
            "partitions_held",
            "Partitions that wait because they are too far ahead",
            read -> followed(read, read.heldPartitions())));
    all.add(
        gauge(
            "planned_lake_rows",
            "Rows of the row groups that the plan reads",
            read -> OptionalLong.of(read.plan().lakeRows())));
    all.add(gauge("lake_rows", "Rows of the lake read", read -> here(read, read.lakeRows())));
    all.add(
        gauge("stream_rows", "Events of the stream read", read -> here(read, read.streamRows())));
    all.add(
        gauge(
            "buffered_records",
            "Records that were polled and not handed to the runner",
            read -> here(read, read.bufferedRecords())));
    return all;
  }

  private static OptionalLong followed(ReadProgress read, long value) {
    return !read.isDistributed() || read.isFollowed()
        ? OptionalLong.of(value)
        : OptionalLong.empty();
  }

  private static OptionalLong millis(ReadProgress read, @Nullable Instant time) {
    return time == null ? OptionalLong.empty() : followed(read, time.getMillis());
  }

  private static OptionalLong here(ReadProgress read, long value) {
    return read.isDistributed() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private GaugeSnapshot gauge(
      String name, String help, Function<ReadProgress, OptionalLong> value) {
    GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name("lambda_read_" + name).help(help);
    for (ReadProgress read : reads) {
      value
          .apply(read)
          .ifPresent(
              known ->
                  builder.dataPoint(
                      GaugeDataPointSnapshot.builder()
                          .labels(Labels.of("read", read.name()))
                          .value(known)
                          .build()));
    }
    return builder.build();
  }
}
