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

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where HDFS is, if nothing says so but a location itself. */
final class HdfsOption {

  private static final Pattern LOCATION = Pattern.compile("--\\w+=(hdfs://[^/]+)(?:/.*)?");

  private HdfsOption() {}

  /**
   * The configuration for the first {@code hdfs://HOST:PORT/...} among the arguments. Not if the
   * environment names a configuration: Beam takes that then.
   */
  static Optional<DefaultOption> of(List<String> arguments, Map<String, String> environment) {
    if (Stream.of("HADOOP_CONF_DIR", "YARN_CONF_DIR").anyMatch(environment::containsKey)) {
      return Optional.empty();
    }
    return arguments.stream()
        .map(LOCATION::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .map(
            location ->
                new DefaultOption(
                    "hdfsConfiguration",
                    "[{\"fs.defaultFS\": \"%s\"}]".formatted(location.group(1)),
                    "the location says where HDFS is, and nothing else does"));
  }
}
