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

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the metrics of a job that is being run can be read. A {@link RunnerProfile} says where as
 * soon as it knows. Safe for use by several threads.
 */
public final class JobMetrics {

  private static final Logger LOG = LoggerFactory.getLogger(JobMetrics.class);

  private record Source(Supplier<MetricResults> metrics, boolean complete) {}

  private volatile @Nullable Source source;
  private volatile @Nullable MetricQueryResults latest;

  /** Nothing is known before a profile says more. */
  public JobMetrics() {}

  /**
   * The metrics of all steps can be read here, while the job runs and afterwards: what is missing
   * has not been counted.
   */
  public void readFrom(Supplier<MetricResults> metrics) {
    source = new Source(metrics, true);
  }

  /**
   * The metrics of some steps can be read here: what is missing may have been counted elsewhere.
   */
  public void readPartlyFrom(Supplier<MetricResults> metrics) {
    source = new Source(metrics, false);
  }

  /** Whether a counter that is missing has counted nothing. */
  boolean areComplete() {
    Source known = source;
    return known != null && known.complete();
  }

  /**
   * What the metrics are now; where the runner does not answer, what they were when it last did;
   * nothing if it never has.
   */
  Optional<MetricQueryResults> now() {
    Source known = source;
    if (known != null) {
      try {
        latest = known.metrics().get().queryMetrics(MetricsFilter.builder().build());
      } catch (RuntimeException e) {
        // A job that has just ended, or has not quite begun, may not answer.
        LOG.debug("The runner does not tell its metrics", e);
      }
    }
    return Optional.ofNullable(latest);
  }
}
