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
package io.beamlambda.pipelines.report;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;

/**
 * What a job's counters say, each summed up over the job's steps and namespaces.
 *
 * @param byName the counters that have counted something
 * @param complete whether a counter that is missing has counted nothing; else nobody knows
 */
public record Counts(Map<String, Long> byName, boolean complete) {

  /** Nothing is known. */
  public static final Counts UNKNOWN = new Counts(Map.of(), false);

  /** Copies. */
  public Counts {
    byName = Map.copyOf(byName);
  }

  /** What these results say. */
  public static Counts of(MetricQueryResults results, boolean complete) {
    Map<String, Long> byName = new HashMap<>();
    for (MetricResult<Long> counter : results.getCounters()) {
      byName.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
    }
    return new Counts(byName, complete);
  }

  OptionalLong of(String name) {
    Long count = byName.get(name);
    if (count != null) {
      return OptionalLong.of(count);
    }
    return complete ? OptionalLong.of(0) : OptionalLong.empty();
  }
}
