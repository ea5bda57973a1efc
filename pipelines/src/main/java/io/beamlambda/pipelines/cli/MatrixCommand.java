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

import io.beamlambda.capability.Execution;
import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.assess.Assessor;
import io.beamlambda.capability.assess.Gate;
import io.beamlambda.capability.assess.Runners;
import io.beamlambda.capability.assess.Waiver;
import io.beamlambda.capability.assess.Waivers;
import io.beamlambda.capability.detect.PipelineFeatures;
import io.beamlambda.capability.report.PipelineReport;
import io.beamlambda.capability.report.Report;
import io.beamlambda.capability.report.ReportFormat;
import io.beamlambda.capability.report.Terminal;
import io.beamlambda.pipelines.NamedPipeline;
import io.beamlambda.pipelines.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.Pipeline;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
    name = "matrix",
    description = {
      "Shows what pipelines use of Beam, and what each runner makes of it, with the evidence.",
      "Asks no lake, no broker and no runner: what is named need not exist."
    },
    customSynopsis =
        "lambda matrix [PIPELINE...] [--runner=R] [--fail] [--format=F] [--output=FILE]"
            + " [--waivers=FILE] [--verbose] [OPTIONS]",
    footer = {
      "",
      "OPTIONS are those of the pipeline and, with --runner, of the runner; where there is none, a"
          + " sample is taken."
    })
final class MatrixCommand implements Callable<Integer> {

  private enum Format {
    TEXT,
    MD,
    HTML,
    JSON,
    SARIF
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PIPELINE", description = "Names of pipelines. Default: all.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--runner",
      paramLabel = "R",
      description = {
        "Only this runner, in the mode that the options choose: direct, flink, spark, dataflow, or"
            + " the name of Beam's runner class.",
        "Default: all runners."
      })
  private @Nullable String runner;

  @Option(
      names = "--fail",
      description = "Ends with exit code 2 if the runner does not run a pipeline right.")
  private boolean fail;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "text",
      description = "text, md, html, json or sarif. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  @Option(names = "--output", paramLabel = "FILE", description = "Where to. Default: stdout.")
  private @Nullable Path output;

  @Mixin private WaiversOption waiversOption = new WaiversOption();

  @Unmatched private List<String> options = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    if (fail && runner == null) {
      throw new UsageException("--fail needs a runner to fail on: name it with --runner");
    }
    Matrix matrix = Matrix.load();
    Waivers waivers = waiversOption.load(matrix.catalogue());
    List<PipelineReport> reports = new ArrayList<>();
    for (NamedPipeline pipeline : pipelines()) {
      reports.add(report(pipeline, matrix, waivers));
    }
    Report report = new Report(reports);
    write(format(terminal()).render(report));
    PrintWriter err = spec.commandLine().getErr();
    for (Waiver waiver : waivers.unused(report)) {
      err.println("warning: the waiver of " + waiver + " is not needed");
    }
    err.flush();
    return fail && isRefused(reports, err) ? ExitCode.USAGE : ExitCode.OK;
  }

  private List<NamedPipeline> pipelines() {
    return names.isEmpty()
        ? NamedPipelines.all()
        : names.stream().map(NamedPipelines::find).toList();
  }

  private PipelineReport report(NamedPipeline named, Matrix matrix, Waivers waivers) {
    Runners runners = Runners.of(matrix.catalogue());
    Pipeline pipeline = PipelineGraph.of(named, runner, options);
    PipelineFeatures features = PipelineFeatures.of(pipeline);
    Execution kind = Runners.kind(features.execution(), pipeline.getOptions());
    Assessor assessor = Assessor.of(matrix).withWaivers(waivers);
    if (runner == null) {
      return assessor.assess(named.name(), features, kind, matrix.catalogue().modes());
    }
    List<Mode> modes = modes(runners, runner, kind, pipeline);
    return assessor.withOptions(pipeline.getOptions()).assess(named.name(), features, kind, modes);
  }

  private static List<Mode> modes(
      Runners runners, String runner, Execution kind, Pipeline pipeline) {
    try {
      List<Mode> chosen = runners.modes(runner, kind, pipeline.getOptions());
      return chosen.isEmpty() ? runners.modes(runner) : chosen;
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean isRefused(List<PipelineReport> reports, PrintWriter err) {
    boolean refused = false;
    for (PipelineReport report : reports) {
      Gate gate = Gate.of(report);
      if (gate.isClosed()) {
        err.println("lambda: %s does not run right:".formatted(report.name()));
        gate.refusals().forEach(err::println);
        refused = true;
      }
    }
    err.flush();
    return refused;
  }

  private ReportFormat format(Terminal terminal) {
    return switch (format) {
      case TEXT -> ReportFormat.text(terminal);
      case MD -> ReportFormat.markdown();
      case HTML -> ReportFormat.html();
      case JSON -> ReportFormat.json();
      case SARIF -> ReportFormat.sarif();
    };
  }

  private Terminal terminal() {
    return output == null && System.console() != null
        ? Terminal.of(System.getenv())
        : Terminal.plain();
  }

  private void write(String text) throws IOException {
    if (output == null) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(text);
      out.flush();
      return;
    }
    Path folder = output.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(output, text);
  }
}
