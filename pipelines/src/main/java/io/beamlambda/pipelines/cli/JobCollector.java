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
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.GaugeResult;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;

/**
 * A job's metrics as Prometheus wants them, at the moment when it asks: those of the pipeline's
 * steps, {@code beam_*}, and how far its reads are, {@code lambda_read_*}.
 */
final class JobCollector implements MultiCollector {

  private final List<ReadProgress> reads;
  private final JobMetrics metrics;

  JobCollector(List<ReadProgress> reads, JobMetrics metrics) {
    this.reads = reads;
    this.metrics = metrics;
  }

  @Override
  public MetricSnapshots collect() {
    Map<String, MetricSnapshot> byName = new TreeMap<>();
    metrics.now().ifPresent(now -> steps(now).forEach(one -> put(byName, one)));
    new ReadGaugeSnapshots(reads).all().forEach(one -> put(byName, one));
    return new MetricSnapshots(byName.values());
  }

  /** Two of a name cannot be told: the kinds of metrics are looked at in a fixed order. */
  private static void put(Map<String, MetricSnapshot> byName, MetricSnapshot snapshot) {
    byName.putIfAbsent(snapshot.getMetadata().getPrometheusName(), snapshot);
  }

  private static List<MetricSnapshot> steps(MetricQueryResults now) {
    List<MetricSnapshot> snapshots = new ArrayList<>();
    byName(now.getCounters()).forEach((name, results) -> snapshots.add(counter(name, results)));
    byName(now.getGauges()).forEach((name, results) -> snapshots.add(gauge(name, results)));
    byName(now.getDistributions())
        .forEach((name, results) -> snapshots.addAll(distribution(name, results)));
    return snapshots;
  }

  private static <T> Map<String, List<MetricResult<T>>> byName(Iterable<MetricResult<T>> results) {
    Map<String, List<MetricResult<T>>> byName = new TreeMap<>();
    for (MetricResult<T> result : results) {
      byName
          .computeIfAbsent(PrometheusName.of(result.getName()).name(), name -> new ArrayList<>())
          .add(result);
    }
    return byName;
  }

  private static MetricSnapshot counter(String name, List<MetricResult<Long>> results) {
    CounterSnapshot.Builder builder = CounterSnapshot.builder().name(name).help(help(results));
    merge(results, value -> (double) value, Double::sum)
        .forEach(
            (labels, value) ->
                builder.dataPoint(
                    CounterDataPointSnapshot.builder().labels(labels).value(value).build()));
    return builder.build();
  }

  private static MetricSnapshot gauge(String name, List<MetricResult<GaugeResult>> results) {
    return gauge(
        name, help(results), merge(results, value -> (double) value.getValue(), Math::max));
  }

  private static GaugeSnapshot gauge(String name, String help, Map<Labels, Double> values) {
    GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(name).help(help);
    values.forEach(
        (labels, value) ->
            builder.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
    return builder.build();
  }

  private static List<MetricSnapshot> distribution(
      String name, List<MetricResult<DistributionResult>> results) {
    String help = help(results);
    Map<Labels, Double> sums = merge(results, value -> (double) value.getSum(), Double::sum);
    Map<Labels, Double> counts = merge(results, value -> (double) value.getCount(), Double::sum);
    SummarySnapshot.Builder builder = SummarySnapshot.builder().name(name).help(help);
    sums.forEach(
        (labels, sum) ->
            builder.dataPoint(
                SummaryDataPointSnapshot.builder()
                    .labels(labels)
                    .sum(sum)
                    .count(Math.round(counts.getOrDefault(labels, 0.0)))
                    .build()));
    return List.of(
        builder.build(),
        gauge(name + "_min", help, merge(results, value -> (double) value.getMin(), Math::min)),
        gauge(name + "_max", help, merge(results, value -> (double) value.getMax(), Math::max)));
  }

  /** Attempted values: not every runner commits. */
  private static <T> Map<Labels, Double> merge(
      List<MetricResult<T>> results, Function<T, Double> value, BinaryOperator<Double> merger) {
    return results.stream()
        .collect(
            Collectors.toMap(
                result -> labels(result), result -> value.apply(result.getAttempted()), merger));
  }

  private static Labels labels(MetricResult<?> result) {
    String step = result.getKey().stepName();
    Labels labels =
        Labels.of("namespace", result.getName().getNamespace(), "step", step == null ? "" : step);
    String split = PrometheusName.of(result.getName()).split();
    return split.isEmpty() ? labels : labels.merge(Labels.of("split", split));
  }

  private static <T> String help(List<MetricResult<T>> results) {
    return "Beam's metric " + results.get(0).getName().getName();
  }
}
