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
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.GaugeResult;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** The last value set; here the same each time, since there is no last element. */
@AutoService(Probe.class)
public final class GaugeProbe extends MetricProbe<GaugeResult> {

  @Override
  public String feature() {
    return "metric.gauge";
  }

  @Override
  DoFn<KV<String, Integer>, Void> report(String namespace) {
    return new ReportFn(namespace);
  }

  @Override
  Iterable<MetricResult<GaugeResult>> of(MetricQueryResults results) {
    return results.getGauges();
  }

  @Override
  String value(MetricResult<GaugeResult> metric) {
    return String.valueOf(metric.getAttempted().getValue());
  }

  @Override
  String expected() {
    return "7";
  }

  private static final class ReportFn extends DoFn<KV<String, Integer>, Void> {

    private static final long serialVersionUID = 1;

    private final Gauge metric;

    ReportFn(String namespace) {
      this.metric = Metrics.gauge(namespace, NAME);
    }

    @ProcessElement
    public void process(@Element KV<String, Integer> element) {
      metric.set(7);
    }
  }
}
