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
import org.apache.beam.sdk.metrics.BoundedTrie;
import org.apache.beam.sdk.metrics.BoundedTrieResult;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** All paths, each marked as complete. */
@AutoService(Probe.class)
public final class BoundedTrieProbe extends MetricProbe<BoundedTrieResult> {

  @Override
  public String feature() {
    return "metric.bounded-trie";
  }

  @Override
  DoFn<KV<String, Integer>, Void> report(String namespace) {
    return new ReportFn(namespace);
  }

  @Override
  Iterable<MetricResult<BoundedTrieResult>> of(MetricQueryResults results) {
    return results.getBoundedTries();
  }

  @Override
  String value(MetricResult<BoundedTrieResult> metric) {
    return text(metric.getAttempted());
  }

  @Override
  String expected() {
    return "[root/leaf 1/false, root/leaf 2/false, root/leaf 3/false]";
  }

  /** The last part of a path says whether the rest of it was cut off. */
  private static String text(BoundedTrieResult result) {
    return Text.sorted(result.getResult().stream().map(path -> String.join("/", path)).toList())
        .toString();
  }

  private static final class ReportFn extends DoFn<KV<String, Integer>, Void> {

    private static final long serialVersionUID = 1;

    private final BoundedTrie metric;

    ReportFn(String namespace) {
      this.metric = Metrics.boundedTrie(namespace, NAME);
    }

    @ProcessElement
    public void process(@Element KV<String, Integer> element) {
      metric.add("root", "leaf " + element.getValue());
    }
  }
}
