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

import io.beamlambda.runners.cluster.flink.FlinkClusterSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.configuration.YamlParserUtils;

/** What a cluster of Flink is to be configured with: {@code flink-configuration.yaml}. */
record ClusterConfiguration(Map<String, String> entries) {

  static final String FILE = "/flink-configuration.yaml";

  /** Keeps a copy. */
  ClusterConfiguration {
    entries = Map.copyOf(entries);
  }

  static ClusterConfiguration load() {
    try (InputStream file = ClusterConfiguration.class.getResourceAsStream(FILE)) {
      Map<?, ?> entries =
          YamlParserUtils.convertToObject(
              new String(Objects.requireNonNull(file, FILE).readAllBytes(), StandardCharsets.UTF_8),
              Map.class);
      Map<String, String> text = new LinkedHashMap<>();
      entries.forEach((key, value) -> text.put(key.toString(), value.toString()));
      return new ClusterConfiguration(text);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + FILE, e);
    }
  }

  FlinkClusterSettings applyTo(FlinkClusterSettings settings) {
    FlinkClusterSettings configured = settings;
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      configured = configured.with(entry.getKey(), entry.getValue());
    }
    return configured;
  }
}
