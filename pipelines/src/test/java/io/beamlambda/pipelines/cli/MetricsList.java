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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that docs/metrics.md lists, of this project's namespaces. */
final class MetricsList {

  static final Path FILE = Path.of("..", "docs", "metrics.md");

  /**
   * A line of the list.
   *
   * @param namespace the simple name of a class
   */
  record Metric(String namespace, String name, String type, String prometheus) {}

  private static final Pattern NAMESPACE =
      Pattern.compile("^### `io\\.beamlambda\\.[\\w.]*\\.(\\w+)`$");
  private static final Pattern LINE =
      Pattern.compile("^\\| `(\\w+)` \\| (\\w+) \\| [^|]+ \\| [^|]+ \\| `(\\w+)` \\|$");

  private MetricsList() {}

  static List<Metric> read() throws IOException {
    List<Metric> metrics = new ArrayList<>();
    String namespace = "";
    for (String line : Files.readAllLines(FILE)) {
      Matcher heading = NAMESPACE.matcher(line);
      if (heading.matches()) {
        namespace = heading.group(1);
      } else if (line.startsWith("#")) {
        namespace = "";
      }
      Matcher metric = LINE.matcher(line);
      if (!namespace.isEmpty() && metric.matches()) {
        metrics.add(new Metric(namespace, metric.group(1), metric.group(2), metric.group(3)));
      }
    }
    return metrics;
  }
}
