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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.GaugeResult;
import org.apache.beam.sdk.metrics.MetricFiltering;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Beam's metrics of a job on the embedded cluster, as Flink has them: while the job runs, and what
 * they were at its end. Steps are named as Flink names operators; tasks of a step count together.
 */
final class EmbeddedMetrics extends MetricResults implements AutoCloseable {

  /** A setting of the reporter: to which run it reports. */
  static final String RUN = "run";

  /** Flink makes reporters by the name of their class, and can only tell them a text. */
  private static final Map<String, EmbeddedMetrics> RUNS = new ConcurrentHashMap<>();

  private record Entry(MetricKey key, Metric metric) {}

  private final String run = UUID.randomUUID().toString();
  private final EmbeddedConfiguration configuration;

  /** Also those of tasks that have ended: Flink removes them from its registry, not their value. */
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  private EmbeddedMetrics(FlinkPipelineOptions options) {
    configuration =
        EmbeddedConfiguration.of(
            options,
            "beam_lambda",
            Map.of("factory.class", EmbeddedReporterFactory.class.getName(), RUN, run));
  }

  /** Has the next job with these options report here. What Flink is configured to do is kept. */
  static EmbeddedMetrics of(FlinkPipelineOptions options) {
    EmbeddedMetrics metrics = new EmbeddedMetrics(options);
    RUNS.put(metrics.run, metrics);
    return metrics;
  }

  /** Those of a run, or null if it has ended. */
  static @Nullable EmbeddedMetrics find(String run) {
    return RUNS.get(run);
  }

  /**
   * A metric of an operator.
   *
   * @param name Beam's namespace and name, joined by a dot
   */
  void add(String operator, String name, Metric metric) {
    int dot = name.lastIndexOf('.');
    entries.add(
        new Entry(
            MetricKey.create(
                operator, MetricName.named(name.substring(0, dot), name.substring(dot + 1))),
            metric));
  }

  @Override
  public MetricQueryResults queryMetrics(@Nullable MetricsFilter filter) {
    Map<MetricKey, Long> counters = new ConcurrentHashMap<>();
    Map<MetricKey, Long> gauges = new ConcurrentHashMap<>();
    Map<MetricKey, DistributionResult> distributions = new ConcurrentHashMap<>();
    for (Entry entry : entries) {
      if (!MetricFiltering.matches(filter, entry.key())) {
        continue;
      }
      if (entry.metric() instanceof Counter counter) {
        counters.merge(entry.key(), counter.getCount(), Long::sum);
      } else if (entry.metric() instanceof Gauge<?> gauge) {
        Object value = gauge.getValue();
        if (value instanceof Long number) {
          gauges.merge(entry.key(), number, Math::max);
        } else if (value instanceof DistributionResult distribution) {
          distributions.merge(entry.key(), distribution, EmbeddedMetrics::together);
        }
      }
    }
    List<MetricResult<GaugeResult>> gaugeResults = new ArrayList<>();
    gauges.forEach(
        (key, value) ->
            gaugeResults.add(
                MetricResult.attempted(key, GaugeResult.create(value, Instant.now()))));
    return MetricQueryResults.create(
        results(counters), results(distributions), gaugeResults, List.of(), List.of(), List.of());
  }

  private static DistributionResult together(DistributionResult one, DistributionResult other) {
    return DistributionResult.create(
        one.getSum() + other.getSum(),
        one.getCount() + other.getCount(),
        Math.min(one.getMin(), other.getMin()),
        Math.max(one.getMax(), other.getMax()));
  }

  private static <T> List<MetricResult<T>> results(Map<MetricKey, T> values) {
    List<MetricResult<T>> results = new ArrayList<>();
    values.forEach((key, value) -> results.add(MetricResult.attempted(key, value)));
    return results;
  }

  /** Nothing more is reported here; what has been stays. */
  @Override
  public void close() {
    RUNS.remove(run);
    configuration.close();
  }
}
