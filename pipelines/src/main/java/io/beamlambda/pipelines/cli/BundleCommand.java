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

import io.beamlambda.pipelines.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Describes what the launcher does by itself: it is Maven that makes a jar. */
@Command(
    name = "bundle",
    description = "Makes one jar of a runner's profile and all that it needs, for a cluster.",
    footer = {
      "",
      "Prints the name of the jar, runner-profiles/R/target/R-bundle.jar, and makes it only if it is",
      "missing or older than its sources. Its main class takes what ./lambda takes:",
      "  flink run -d flink-bundle.jar run PIPELINE --runner=flink [OPTIONS]",
      "What a cluster has already is not in it; see the README of the profile."
    })
final class BundleCommand implements Callable<Integer> {

  @Option(
      names = "--runner",
      paramLabel = "R",
      defaultValue = "direct",
      description = {
        "A profile of runner-profiles/, or the name of Beam's runner class.",
        "Default: ${DEFAULT-VALUE}."
      })
  private String runner = "direct";

  @Override
  public Integer call() {
    throw new UsageException(
        "The bundle of %s is made by ./lambda in a source tree, with Maven and a JDK: there is none here"
            .formatted(runner));
  }
}
