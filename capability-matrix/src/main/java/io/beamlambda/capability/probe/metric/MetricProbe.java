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
package io.beamlambda.capability.probe.metric;

import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;

/**
 * A DoFn that reports a metric for the values 1, 2 and 3, and what the job's result says of it
 * afterwards. Its namespace is the run's, so that no other job's metric is taken for it.
 *
 * @param <T> what the result says
 */
abstract class MetricProbe<T> implements Probe {

  static final String NAME = "metric";

  /** Reports the metric {@link #NAME} of a namespace. */
  abstract DoFn<KV<String, Integer>, Void> report(String namespace);

  /** The metrics of the probe's kind. */
  abstract Iterable<MetricResult<T>> of(MetricQueryResults results);

  /** The value to be proved, as text. */
  abstract String value(MetricResult<T> metric);

  /** What {@link #value} must say. */
  abstract String expected();

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(
            pipeline,
            "events",
            Script.empty().element("a", 1, 1).element("a", 2, 2).element("a", 3, 3))
        .apply("report", ParDo.of(report(run.id())));
  }

  @Override
  public void after(PipelineResult result, ProbeRun run) {
    MetricQueryResults results =
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.named(run.id(), NAME))
                    .build());
    for (MetricResult<T> metric : of(results)) {
      run.outbox().add(value(metric));
    }
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of(expected());
  }
}
