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
package io.beamlambda.runners.dataflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beamlambda.pipelines.cli.Lambda;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the launcher of a Flex Template runs. It is given the template's parameters and those of the
 * job as {@code --name=value}, among them {@code --templateLocation}: so the plan is made now, and
 * the job is written for the launcher to submit. The environment variable {@code LAMBDA_PIPELINE}
 * names the pipeline; without it, it is {@code aggregate}.
 */
public final class FlexTemplateLaunch {

  private FlexTemplateLaunch() {}

  /** Plans, writes the job, and exits with the command line's code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, UTF_8);
    String pipeline = Objects.requireNonNullElse(System.getenv("LAMBDA_PIPELINE"), "aggregate");
    System.exit(launch(pipeline, out, err, args));
  }

  static int launch(String pipeline, PrintWriter out, PrintWriter err, String... args) {
    List<String> arguments = new ArrayList<>(List.of("run", pipeline));
    if (Stream.of(args).noneMatch(argument -> argument.startsWith("--runner="))) {
      arguments.add("--runner=dataflow");
    }
    arguments.addAll(List.of(args));
    return Lambda.execute(out, err, arguments.toArray(String[]::new));
  }
}
