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
package io.beamlambda.capability.detect;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.metrics.BoundedTrie;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.StringSet;

/** Kinds of metrics: those in a DoFn's fields, and those that its code makes. */
final class MetricFeatures {

  private static final String METRICS = Metrics.class.getName().replace('.', '/');

  private static final Map<Class<?>, String> TYPES =
      Map.of(
          Counter.class, "metric.counter",
          Distribution.class, "metric.distribution",
          Gauge.class, "metric.gauge",
          StringSet.class, "metric.string-set",
          BoundedTrie.class, "metric.bounded-trie");

  private static final Map<String, String> METHODS =
      Map.of(
          "counter", "metric.counter",
          "distribution", "metric.distribution",
          "gauge", "metric.gauge",
          "stringSet", "metric.string-set",
          "boundedTrie", "metric.bounded-trie");

  private final FindingList findings;

  MetricFeatures(FindingList findings) {
    this.findings = findings;
  }

  void add(FnPlace at) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Class<?> type = at.fn().getClass();
        type != null && !ClassNames.isSdks(type);
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        TYPES.forEach(
            (metric, feature) -> {
              if (metric.isAssignableFrom(field.getType())) {
                fields.putIfAbsent(feature, field.getName());
              }
            });
      }
    }
    fields.forEach(
        (feature, field) ->
            findings.add(
                feature, at.place(), "%s.%s".formatted(at.name(), field), at.lineOf(field)));
    at.code().allCalls().stream()
        .filter(call -> call.owner().equals(METRICS) && METHODS.containsKey(call.name()))
        .map(call -> METHODS.getOrDefault(call.name(), ""))
        .sorted()
        .distinct()
        .filter(feature -> !fields.containsKey(feature))
        .forEach(feature -> findings.add(feature, at.place(), at.name(), at.line()));
  }
}
