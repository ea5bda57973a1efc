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

import io.beamlambda.capability.Catalogue;
import io.beamlambda.capability.assess.Waivers;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The file of waivers, the same for every command that looks at what a runner can do. */
final class WaiversOption {

  @Option(
      names = "--waivers",
      paramLabel = "FILE",
      description = {
        "What may be used although the runner does not do it right, until when, and why.",
        "Default: capability-waivers.json, if it is there."
      })
  private @Nullable Path file;

  Waivers load(Catalogue catalogue) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return file == null
        ? Waivers.loadDefault(catalogue, today)
        : Waivers.load(file, catalogue, today);
  }
}
