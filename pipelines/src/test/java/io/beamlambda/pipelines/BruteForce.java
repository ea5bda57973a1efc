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
package io.beamlambda.pipelines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Windows by arithmetic, without Beam. */
final class BruteForce {

  /** Where the minutes of these tests begin. */
  static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

  static final Duration MINUTE = Duration.standardMinutes(1);

  private BruteForce() {}

  static String id(String key, IntervalWindow window) {
    return key + " " + window.start() + " " + window.end();
  }

  static String id(String key, long startMinute, long endMinute) {
    return id(
        key,
        new IntervalWindow(
            START.plus(MINUTE.multipliedBy(startMinute)),
            START.plus(MINUTE.multipliedBy(endMinute))));
  }

  static Map<String, String> windows(
      String window, List<List<TimestampedValue<KV<String, Long>>>> bundles) {
    List<TimestampedValue<KV<String, Long>>> all = bundles.stream().flatMap(List::stream).toList();
    Map<String, List<Long>> values = new HashMap<>();
    switch (window) {
      case "fixed:PT10M" -> slide(all, 10, 10, values);
      case "sliding:PT10M/PT3M" -> slide(all, 10, 3, values);
      case "sessions:PT2M" -> sessions(all, 2, values);
      default -> throw new IllegalArgumentException(window);
    }
    Map<String, String> texts = new TreeMap<>();
    values.forEach((id, list) -> texts.put(id, ValuesFn.expected(list)));
    return texts;
  }

  private static void slide(
      List<TimestampedValue<KV<String, Long>>> all,
      long size,
      long period,
      Map<String, List<Long>> values) {
    for (TimestampedValue<KV<String, Long>> element : all) {
      long time = element.getTimestamp().getMillis();
      long sizeMillis = size * 60_000;
      long periodMillis = period * 60_000;
      long start = Math.floorDiv(time, periodMillis) * periodMillis;
      for (; start > time - sizeMillis; start -= periodMillis) {
        add(element, start, start + sizeMillis, values);
      }
    }
  }

  private static void sessions(
      List<TimestampedValue<KV<String, Long>>> all, long gap, Map<String, List<Long>> values) {
    Map<String, TreeMap<Long, List<TimestampedValue<KV<String, Long>>>>> byKey = new HashMap<>();
    for (TimestampedValue<KV<String, Long>> element : all) {
      byKey
          .computeIfAbsent(element.getValue().getKey(), key -> new TreeMap<>())
          .computeIfAbsent(element.getTimestamp().getMillis(), time -> new ArrayList<>())
          .add(element);
    }
    byKey.forEach(
        (key, byTime) -> {
          List<TimestampedValue<KV<String, Long>>> open = new ArrayList<>();
          long start = byTime.firstKey();
          long last = start;
          for (Map.Entry<Long, List<TimestampedValue<KV<String, Long>>>> at : byTime.entrySet()) {
            if (at.getKey() - last >= gap * 60_000) {
              close(open, start, last + gap * 60_000, values);
              start = at.getKey();
            }
            last = at.getKey();
            open.addAll(at.getValue());
          }
          close(open, start, last + gap * 60_000, values);
        });
  }

  private static void close(
      List<TimestampedValue<KV<String, Long>>> open,
      long start,
      long end,
      Map<String, List<Long>> values) {
    open.forEach(element -> add(element, start, end, values));
    open.clear();
  }

  private static void add(
      TimestampedValue<KV<String, Long>> element,
      long start,
      long end,
      Map<String, List<Long>> values) {
    values
        .computeIfAbsent(
            id(
                element.getValue().getKey(),
                new IntervalWindow(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end))),
            id -> new ArrayList<>())
        .add(element.getValue().getValue());
  }
}
