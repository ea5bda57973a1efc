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

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line's entry point; {@code ./lambda} calls it. */
@Command(
    name = "lambda",
    description = "One event-time stream out of a Parquet lake and Kafka, on any Beam runner.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Exit codes: 0 done, 1 the job failed, 2 wrong usage or refused by a check."},
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      PlanCommand.class,
      SeamCommand.class,
      MatrixCommand.class,
      DoctorCommand.class,
      BrokerCommand.class,
      ClusterCommand.class,
      BundleCommand.class,
      PublishCommand.class,
      ResultsCommand.class
    })
public final class Lambda implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  private boolean help;

  Lambda() {}

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Logs what the runner and the clients do, on stderr.")
  void setVerbose(boolean verbose) {
    if (verbose) {
      Logging.makeVerbose();
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /**
   * Runs the command line and exits with its code; inside a process of an engine it returns or
   * throws.
   *
   * @throws JobFailedException if the command failed inside a process of an engine
   */
  public static void main(String[] args) {
    // Whatever the locale: results are to be the same bytes everywhere.
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Failures failures = new Failures();
    int exitCode = execute(out, err, failures, args);
    if (!RunnerProfiles.hosted()) {
      System.exit(exitCode);
    }
    if (exitCode != ExitCode.OK) {
      // The engine finds out by the causes what has become of the job.
      throw new JobFailedException(
          "The command ended with exit code %d; what it said is above".formatted(exitCode),
          failures.latest().orElse(null));
    }
  }

  /** Runs the command line and returns its exit code. */
  public static int execute(PrintWriter out, PrintWriter err, String... args) {
    return execute(out, err, new Failures(), args);
  }

  private static int execute(PrintWriter out, PrintWriter err, Failures failures, String... args) {
    return new CommandLine(new Lambda())
        .setOut(out)
        .setErr(err)
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(new PipelineHelp())
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .execute(args);
  }
}
