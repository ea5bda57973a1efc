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
package io.beamlambda.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.pipelines.cli.Lambda;
import io.beamlambda.pipelines.cli.RunnerProfile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Runs named pipelines as users do: by the command line, on the profile of the class path. */
final class CommandLine {

  private CommandLine() {}

  /** Runs {@code pipeline} and asserts that it ends well. */
  static void run(String pipeline, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("run", pipeline, "--runner=" + runner()));
    arguments.addAll(options);
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    int exitCode = Lambda.execute(writer, writer, arguments.toArray(String[]::new));
    assertThat(exitCode).as(() -> "exit code; output: " + output).isZero();
  }

  /** The name of the one profile of the class path. */
  static String runner() {
    return ServiceLoader.load(RunnerProfile.class).findFirst().orElseThrow().name();
  }
}
