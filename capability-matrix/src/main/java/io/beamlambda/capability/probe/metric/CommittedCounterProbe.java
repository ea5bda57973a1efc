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

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Probe;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** A sum of what bundles that succeeded have counted. */
@AutoService(Probe.class)
public final class CommittedCounterProbe extends MetricProbe<Long> {

  @Override
  public String feature() {
    return "metric.committed";
  }

  @Override
  DoFn<KV<String, Integer>, Void> report(String namespace) {
    return new ReportFn(namespace);
  }

  @Override
  Iterable<MetricResult<Long>> of(MetricQueryResults results) {
    return results.getCounters();
  }

  @Override
  String value(MetricResult<Long> metric) {
    return String.valueOf(metric.getCommitted());
  }

  @Override
  String expected() {
    return "6";
  }

  private static final class ReportFn extends DoFn<KV<String, Integer>, Void> {

    private static final long serialVersionUID = 1;

    private final Counter metric;

    ReportFn(String namespace) {
      this.metric = Metrics.counter(namespace, NAME);
    }

    @ProcessElement
    public void process(@Element KV<String, Integer> element) {
      metric.inc(element.getValue());
    }
  }
}
