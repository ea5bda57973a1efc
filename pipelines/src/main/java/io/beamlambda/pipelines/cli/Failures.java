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

import io.beamlambda.capability.assess.WaiverException;
import io.beamlambda.io.PlanException;
import io.beamlambda.pipelines.UsageException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The one place that turns errors into a sentence and an exit code: 2 for wrong usage and for what
 * a check refuses, 1 for a job that failed. An error that nobody foresaw keeps its stack trace.
 */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

  /** Errors whose own message tells the user enough. */
  private static final List<Class<? extends Throwable>> PLAIN =
      List.of(
          UsageException.class,
          PlanException.class,
          WaiverException.class,
          JobException.class,
          SQLException.class,
          KafkaException.class);

  private @Nullable Exception latest;

  /** What has been handled last. */
  Optional<Exception> latest() {
    return Optional.ofNullable(latest);
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    latest = failure;
    CommandLine command = failure.getCommandLine();
    String message = String.valueOf(failure.getMessage());
    List<String> suggestions =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    print(
        command,
        suggestions.isEmpty()
            ? message + "; see " + command.getCommandSpec().qualifiedName() + " --help"
            : message + "; did you mean " + String.join(" or ", suggestions) + "?");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    latest = failure;
    boolean jobFailed = failure instanceof JobFailedException;
    Optional<Throwable> plain =
        causes(failure)
            .filter(cause -> PLAIN.stream().anyMatch(type -> type.isInstance(cause)))
            .findFirst();
    if (plain.isPresent()) {
      print(command, (jobFailed ? "The job failed: " : "") + plain.get().getMessage());
      return !jobFailed && isRefusal(plain.get()) ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }
    print(command, jobFailed ? String.valueOf(failure.getMessage()) : "Unexpected error");
    Throwable unforeseen = jobFailed ? failure.getCause() : failure;
    if (unforeseen != null) {
      unforeseen.printStackTrace(command.getErr());
      command.getErr().flush();
    }
    return ExitCode.SOFTWARE;
  }

  private static boolean isRefusal(Throwable plain) {
    return plain instanceof UsageException
        || plain instanceof PlanException
        || plain instanceof WaiverException;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }

  private static void print(CommandLine command, String message) {
    command.getErr().println("lambda: " + message);
    command.getErr().flush();
  }
}
