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

import io.beamlambda.pipelines.NamedPipeline;
import io.beamlambda.pipelines.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The pipelines on the class path. */
final class NamedPipelines {

  private NamedPipelines() {}

  static List<NamedPipeline> all() {
    return ServiceLoader.load(NamedPipeline.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(NamedPipeline::name))
        .toList();
  }

  static NamedPipeline find(String name) {
    return all().stream()
        .filter(pipeline -> pipeline.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "Unknown pipeline '%s': there is %s"
                        .formatted(
                            name,
                            all().stream()
                                .map(NamedPipeline::name)
                                .collect(Collectors.joining(", ")))));
  }
}
