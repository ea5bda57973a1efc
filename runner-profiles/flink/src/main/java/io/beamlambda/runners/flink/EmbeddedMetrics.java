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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
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
import org.apache.commons.io.file.PathUtils;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
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

  static final String REPORTER = "beam_lambda";
  static final String RUN = "run";

  /**
   * How long results wait for others on their way to the next task. Flink's 100 ms are a hundredth
   * of a lake of two million rows, which is read on meanwhile.
   */
  private static final String BUFFER_TIMEOUT = "10 ms";

  /**
   * How many buffers of 32 KiB an input may have besides its two for each task before it. With
   * Flink's 8 a percent of such a lake waits between steps when the first window is due.
   */
  private static final String FLOATING_BUFFERS = "2";

  /** Flink makes reporters by the name of their class, and can only tell them a text. */
  private static final Map<String, EmbeddedMetrics> RUNS = new ConcurrentHashMap<>();

  private record Entry(MetricKey key, Metric metric) {}

  private final String run = UUID.randomUUID().toString();
  private final Path configuration;

  /** Also those of tasks that have ended: Flink removes them from its registry, not their value. */
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  private EmbeddedMetrics(Path configuration) {
    this.configuration = configuration;
  }

  /** Has the next job with these options report here. What Flink is configured to do is kept. */
  static EmbeddedMetrics of(FlinkPipelineOptions options) {
    Configuration flink =
        options.getFlinkConfDir() == null
            ? GlobalConfiguration.loadConfiguration()
            : GlobalConfiguration.loadConfiguration(options.getFlinkConfDir());
    try {
      EmbeddedMetrics metrics =
          new EmbeddedMetrics(Files.createTempDirectory("beam-lambda-flink-"));
      Map<String, String> entries = new TreeMap<>(flink.toMap());
      entries.putIfAbsent(ExecutionOptions.BUFFER_TIMEOUT.key(), BUFFER_TIMEOUT);
      entries.putIfAbsent(
          NettyShuffleEnvironmentOptions.NETWORK_EXTRA_BUFFERS_PER_GATE.key(), FLOATING_BUFFERS);
      String prefix = ConfigConstants.METRICS_REPORTER_PREFIX + REPORTER + ".";
      entries.put(prefix + "factory.class", EmbeddedReporterFactory.class.getName());
      entries.put(prefix + RUN, metrics.run);
      String reporters = entries.get("metrics.reporters");
      if (reporters != null) {
        entries.put("metrics.reporters", reporters + "," + REPORTER);
      }
      Files.writeString(
          metrics.configuration.resolve("config.yaml"),
          entries.entrySet().stream()
              .map(entry -> entry.getKey() + ": '" + entry.getValue().replace("'", "''") + "'\n")
              .collect(Collectors.joining()));
      options.setFlinkConfDir(metrics.configuration.toString());
      RUNS.put(metrics.run, metrics);
      return metrics;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write Flink's configuration", e);
    }
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
    try {
      PathUtils.deleteDirectory(configuration);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + configuration, e);
    }
  }
}
