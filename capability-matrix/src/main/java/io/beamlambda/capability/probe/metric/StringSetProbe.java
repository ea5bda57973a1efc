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
import io.beamlambda.capability.probe.Text;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.StringSet;
import org.apache.beam.sdk.metrics.StringSetResult;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** All names, each once. */
@AutoService(Probe.class)
public final class StringSetProbe extends MetricProbe<StringSetResult> {

  @Override
  public String feature() {
    return "metric.string-set";
  }

  @Override
  DoFn<KV<String, Integer>, Void> report(String namespace) {
    return new ReportFn(namespace);
  }

  @Override
  Iterable<MetricResult<StringSetResult>> of(MetricQueryResults results) {
    return results.getStringSets();
  }

  @Override
  String value(MetricResult<StringSetResult> metric) {
    return Text.sorted(metric.getAttempted().getStringSet()).toString();
  }

  @Override
  String expected() {
    return "[all, name 1, name 2, name 3]";
  }

  private static final class ReportFn extends DoFn<KV<String, Integer>, Void> {

    private static final long serialVersionUID = 1;

    private final StringSet metric;

    ReportFn(String namespace) {
      this.metric = Metrics.stringSet(namespace, NAME);
    }

    @ProcessElement
    public void process(@Element KV<String, Integer> element) {
      metric.add("all", "name " + element.getValue());
    }
  }
}
