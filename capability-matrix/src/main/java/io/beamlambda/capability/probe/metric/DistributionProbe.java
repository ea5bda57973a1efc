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
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Number, sum, smallest and largest. */
@AutoService(Probe.class)
public final class DistributionProbe extends MetricProbe<DistributionResult> {

  @Override
  public String feature() {
    return "metric.distribution";
  }

  @Override
  DoFn<KV<String, Integer>, Void> report(String namespace) {
    return new ReportFn(namespace);
  }

  @Override
  Iterable<MetricResult<DistributionResult>> of(MetricQueryResults results) {
    return results.getDistributions();
  }

  @Override
  String value(MetricResult<DistributionResult> metric) {
    return text(metric.getAttempted());
  }

  @Override
  String expected() {
    return "3 values, sum 6, from 1 to 3";
  }

  private static String text(DistributionResult result) {
    return result.getCount()
        + " values, sum "
        + result.getSum()
        + ", from "
        + result.getMin()
        + " to "
        + result.getMax();
  }

  private static final class ReportFn extends DoFn<KV<String, Integer>, Void> {

    private static final long serialVersionUID = 1;

    private final Distribution metric;

    ReportFn(String namespace) {
      this.metric = Metrics.distribution(namespace, NAME);
    }

    @ProcessElement
    public void process(@Element KV<String, Integer> element) {
      metric.update(element.getValue());
    }
  }
}
