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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the shipped dashboard asks for. */
final class Dashboard {

  static final Path FILE = Path.of("..", "observability", "grafana-dashboard.json");

  private static final Pattern METRIC = Pattern.compile("\\b(?:beam|lambda_read)_[a-z_]+");

  private Dashboard() {}

  static Set<String> metrics() throws IOException {
    Set<String> names = new TreeSet<>();
    for (JsonNode expression : new ObjectMapper().readTree(FILE.toFile()).findValues("expr")) {
      METRIC.matcher(expression.asText()).results().forEach(match -> names.add(match.group()));
    }
    return names;
  }
}
