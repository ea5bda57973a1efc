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
package io.beamlambda.io;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a read that decide which rows and records belong to it, by the names of the
 * methods that set them. A job that goes on with a plan must have those that the plan was made
 * with; how fast it reads, and where the brokers are, may change.
 */
final class PlanSettings {

  private static final String NONE = "none";

  private PlanSettings() {}

  static Map<String, String> of(LambdaIO.Read<?> read, ParquetLake lake) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("lake", lake.location());
    settings.put("eventTime", text(lake.eventTimeColumn()));
    settings.put(
        "eventTimeFormat",
        lake.eventTimeFormat().kind() + " in " + lake.eventTimeFormat().zone().getId());
    KafkaStream stream = read.stream();
    settings.put("topic", stream == null ? NONE : stream.topic());
    settings.put("maxDisorder", stream == null ? NONE : stream.maxDisorder().toString());
    settings.put("cutoff", text(read.cutoff()));
    settings.put("from", text(read.from()));
    settings.put("overlap", text(read.overlap()));
    settings.put("until", read.untilStreamEnd() ? "the stream's end" : text(read.until()));
    settings.put("lanes", String.valueOf(read.lanes()));
    return settings;
  }

  private static String text(@Nullable Object value) {
    return value == null ? NONE : value.toString();
  }

  /** What differs, one phrase each, in the order of the names. */
  static List<String> differences(Map<String, String> pinned, Map<String, String> wanted) {
    List<String> differences = new ArrayList<>();
    wanted.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getKey))
        .forEach(
            setting -> {
              String before = pinned.getOrDefault(setting.getKey(), NONE);
              if (!Objects.equals(before, setting.getValue())) {
                differences.add(
                    "%s is %s, not %s".formatted(setting.getKey(), setting.getValue(), before));
              }
            });
    return differences;
  }
}
