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
package io.beamlambda.capability.probe.window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of each key and window, as somebody has them who puts its panes together. */
final class FinalResults {

  private static final Pattern PANE =
      Pattern.compile("(\\w+) \\[([\\d, ]*)] (\\[\\S+ \\S+\\)|\\S+).*");

  private FinalResults() {}

  /** For panes that accumulate: what the last one holds. */
  static Map<String, List<String>> last(List<String> observations) {
    Map<String, List<String>> results = new TreeMap<>();
    collect(observations, results::put);
    return results;
  }

  /** For panes that do not: what all of them hold. */
  static Map<String, List<String>> together(List<String> observations) {
    Map<String, List<String>> results = new TreeMap<>();
    collect(
        observations,
        (group, values) -> {
          List<String> all = results.computeIfAbsent(group, x -> new ArrayList<>());
          all.addAll(values);
          Collections.sort(all);
        });
    return results;
  }

  private interface Result {
    void add(String group, List<String> values);
  }

  private static void collect(List<String> observations, Result result) {
    for (String observation : observations) {
      Matcher pane = PANE.matcher(observation);
      if (pane.matches()) {
        List<String> values =
            pane.group(2).isEmpty() ? List.of() : List.of(pane.group(2).split(", ", -1));
        result.add(pane.group(1) + " " + pane.group(3), values);
      }
    }
  }
}
