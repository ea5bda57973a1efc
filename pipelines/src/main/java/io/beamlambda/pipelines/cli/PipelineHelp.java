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
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs a command, or shows its help; the help of a command that takes a pipeline goes on with the
 * pipelines that there are, or with the options of the one that was named.
 */
final class PipelineHelp implements IExecutionStrategy {

  @Override
  public int execute(ParseResult parsed) {
    if (CommandLine.executeHelpRequest(parsed) == null) {
      return new RunLast().execute(parsed);
    }
    List<CommandLine> commands = parsed.asCommandLineList();
    CommandLine last = commands.get(commands.size() - 1);
    if (last.getMixins().values().stream().anyMatch(PipelineArguments.class::isInstance)) {
      show(last.getParseResult().matchedPositionalValue(0, ""), last.getOut());
    }
    return ExitCode.OK;
  }

  private static void show(String name, PrintWriter out) {
    out.println();
    if (name.isEmpty()) {
      out.println("Pipelines (PIPELINE --help lists a pipeline's options):");
      for (NamedPipeline pipeline : NamedPipelines.all()) {
        out.printf(Locale.ROOT, "  %s: %s%n", pipeline.name(), pipeline.description());
      }
    } else {
      NamedPipeline pipeline = NamedPipelines.find(name);
      out.printf(
          Locale.ROOT,
          "Options of %s (%s), besides those of the runner:%n",
          name,
          pipeline.description());
      ByteArrayOutputStream help = new ByteArrayOutputStream();
      PipelineOptionsFactory.printHelp(
          new PrintStream(help, true, StandardCharsets.UTF_8), pipeline.optionsType());
      out.print(help.toString(StandardCharsets.UTF_8));
    }
    out.flush();
  }
}
