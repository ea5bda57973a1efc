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

import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.beam.sdk.metrics.MetricName;

/**
 * A Beam metric's name as Prometheus has it: {@code beam_} and the name in lower case with
 * underscores. Metrics of a source's split have its number before the name, which becomes a label.
 *
 * @param split empty for all others
 */
record PrometheusName(String name, String split) {

  private static final String SPLITS = "source_splits";
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9_]+");

  static PrometheusName of(MetricName metric) {
    String name = metric.getName();
    String split = "";
    int dot = name.lastIndexOf('.');
    // Beam says it with a dot, and Flink without.
    if (metric.getNamespace().replace('.', '_').equals(SPLITS) && dot > 0) {
      split = name.substring(0, dot);
      name = name.substring(dot + 1);
    }
    String snake = HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    String plain = FOREIGN.matcher(snake).replaceAll("_");
    return new PrometheusName(PrometheusNaming.sanitizeMetricName("beam_" + plain), split);
  }
}
