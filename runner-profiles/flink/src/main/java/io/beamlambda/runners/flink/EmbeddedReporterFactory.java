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

import com.google.auto.service.AutoService;
import java.util.Properties;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets an embedded cluster tell Beam's metrics to the JVM that it runs in. Only a configuration
 * that names it makes Flink use it.
 */
@AutoService(MetricReporterFactory.class)
public final class EmbeddedReporterFactory implements MetricReporterFactory {

  /** For Flink. */
  public EmbeddedReporterFactory() {}

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new EmbeddedReporter(
        EmbeddedMetrics.find(properties.getProperty(EmbeddedMetrics.RUN, "")));
  }

  private static final class EmbeddedReporter implements MetricReporter {

    private static final String OPERATOR = "<operator_name>";

    private final @Nullable EmbeddedMetrics metrics;

    private EmbeddedReporter(@Nullable EmbeddedMetrics metrics) {
      this.metrics = metrics;
    }

    @Override
    public void open(MetricConfig config) {
      // Nothing to open.
    }

    @Override
    public void close() {
      // Nothing to close.
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
      String operator = group.getAllVariables().get(OPERATOR);
      // Flink's own metrics of an operator have no dot in their name; Beam's have a namespace.
      if (metrics != null && operator != null && name.indexOf('.') > 0) {
        metrics.add(operator, name, metric);
      }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
      // Its last value still counts.
    }
  }
}
