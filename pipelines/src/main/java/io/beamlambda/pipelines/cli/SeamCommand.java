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

import io.beamlambda.io.LambdaIO;
import io.beamlambda.io.SeamCertificate;
import io.beamlambda.io.SeamPolicy;
import io.beamlambda.pipelines.UsageException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
    name = "seam",
    description =
        "Compares lake and stream around the cutoff: which events would be lost or read twice.",
    customSynopsis = {
      "lambda seam PIPELINE [--around=D] [--format=text|json] [--policy=warn|fail]",
      "            [--runner=R] [--verbose] [OPTIONS]"
    },
    footer = {
      "",
      "OPTIONS are those of the run; of --planLocation the plan that is kept.",
      "Before the cutoff the lake is read, from it on the stream. What is counted:",
      "  missing  the side that is read does not have it, and the other has",
      "  doubled  more often on the side that is read than on the other",
      "  unread   missing, since the lake has ended or the stream has not begun;",
      "           --gapAllowed accepts it",
      "  fewer    more often on the side that is not read than on the other",
      "  late     further behind in the stream than --maxDisorder",
      "Exits with 2 if the policy is fail and something is missing, doubled or unread."
    })
final class SeamCommand implements Callable<Integer> {

  private static final int PROGRESS_EVERY = 100_000;

  private enum Format {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;

  @Mixin private PipelineArguments arguments = new PipelineArguments();

  @Unmatched private List<String> options = new ArrayList<>();

  @Option(
      names = "--around",
      paramLabel = "D",
      defaultValue = "PT10M",
      description =
          "How far before and after the cutoff, in event time, an ISO-8601 duration. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration around = Duration.ofMinutes(10);

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "text",
      description = "text or json. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  @Option(
      names = "--policy",
      paramLabel = "P",
      defaultValue = "warn",
      description =
          "warn, or fail: exits with 2 if events would be lost or given twice. Default:"
              + " ${DEFAULT-VALUE}.")
  private SeamPolicy policy = SeamPolicy.WARN;

  @Override
  public Integer call() {
    if (around.toMillis() <= 0) {
      throw new UsageException("Invalid --around: " + around + " (must be longer than zero)");
    }
    PipelineOptions pipelineOptions = arguments.options(options);
    LambdaIO.Read<?> read = arguments.pipeline().read(pipelineOptions);
    SeamCertificate certificate =
        read.seamCertificate(
            pipelineOptions, org.joda.time.Duration.millis(around.toMillis()), this::report);
    PrintWriter out = spec.commandLine().getOut();
    out.println(format == Format.JSON ? certificate.toJson() : certificate.toText());
    out.flush();
    if (policy == SeamPolicy.FAIL && !certificate.isSound()) {
      throw new UsageException(certificate.sentence());
    }
    return ExitCode.OK;
  }

  private void report(long lakeRows, long streamRecords) {
    if ((lakeRows + streamRecords) % PROGRESS_EVERY == 0) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(Locale.ROOT, "read %,d rows of the lake, %,d records%n", lakeRows, streamRecords);
      err.flush();
    }
  }
}
