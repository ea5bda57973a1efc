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

import io.beamlambda.io.GraphOptions;
import io.beamlambda.pipelines.AggregatePipeline;
import io.beamlambda.pipelines.NamedPipeline;
import io.beamlambda.pipelines.Places;
import io.beamlambda.pipelines.UsageException;
import io.beamlambda.pipelines.doctor.Check;
import io.beamlambda.pipelines.doctor.Checks;
import io.beamlambda.pipelines.doctor.DoctorJson;
import io.beamlambda.pipelines.doctor.DoctorText;
import io.beamlambda.pipelines.doctor.Examination;
import io.beamlambda.pipelines.doctor.Finding;
import io.beamlambda.pipelines.doctor.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
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
    name = "doctor",
    description = {
      "Looks at what a job needs around it, and says how to mend what is wrong: Java, memory, disk,"
          + " ports, JVM flags, the class path, the brokers and the topic, the schema registry, the"
          + " lake, the database of the results, the cluster.",
      "Changes nothing. Takes less than a minute, whatever does not answer."
    },
    customSynopsis =
        "lambda doctor [PIPELINE] [--runner=R] [--schemaRegistry=URL] [--port=N,...]"
            + " [--only=POINT,...] [--format=text|json] [--verbose] [OPTIONS]",
    footer = {
      "",
      "OPTIONS are those of the run: put doctor in the place of run. Without PIPELINE they are"
          + " those of aggregate, none is required, and what they name is looked at.",
      "Exit codes: 0 no fault, 2 a fault; warnings do not count."
    })
final class DoctorCommand implements Callable<Integer> {

  private static final int LAST_PORT = 65_535;

  private enum Format {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;

  @Mixin private RunnerOption runner = new RunnerOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PIPELINE",
      description = "The pipeline's name.")
  private @Nullable String name;

  @Option(
      names = "--schemaRegistry",
      paramLabel = "URL",
      description =
          "A schema registry to look at. Default: schema.registry.url in --consumerConfig.")
  private @Nullable String registry;

  @Option(
      names = "--port",
      paramLabel = "N",
      split = ",",
      description =
          "Ports that are to be free on this machine, for ./lambda broker or whatever else.")
  private List<Integer> ports = new ArrayList<>();

  @Option(
      names = "--only",
      paramLabel = "POINT",
      split = ",",
      description =
          "Looks at these points only, or at those whose names begin so: kafka,lake. Default: all.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "text",
      description = "text or json. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  @Unmatched private List<String> options = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Examination examination = new Examination(chosen(checks()));
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings;
    if (format == Format.JSON) {
      findings = examination.run(finding -> {});
      out.println(DoctorJson.of(findings));
    } else {
      findings =
          examination.run(
              finding -> {
                out.println(DoctorText.of(finding));
                out.flush();
              });
      out.println();
      out.println(DoctorText.summary(findings));
    }
    out.flush();
    return findings.stream().anyMatch(finding -> finding.status() == Status.FAULT)
        ? ExitCode.USAGE
        : ExitCode.OK;
  }

  private List<Check> chosen(List<Check> checks) {
    for (String point : only) {
      if (checks.stream().noneMatch(check -> check.name().startsWith(point))) {
        throw new UsageException(
            "Nothing to look at by --only=%s: there is %s; lake, kafka, registry and output need their options"
                .formatted(
                    point,
                    checks.stream().map(Check::name).distinct().collect(Collectors.joining(", "))));
      }
    }
    return only.isEmpty()
        ? checks
        : checks.stream()
            .filter(check -> only.stream().anyMatch(check.name()::startsWith))
            .toList();
  }

  private List<Check> checks() throws IOException {
    RunnerProfile profile = runner.profile();
    NamedPipeline pipeline = name == null ? new AggregatePipeline() : NamedPipelines.find(name);
    PipelineOptions parsed = PipelineArguments.parse(profile, options, pipeline.optionsType());
    parsed.as(GraphOptions.class).setGraphOnly(true);
    FileSystems.setDefaultPipelineOptions(parsed);
    Optional<RunnerChecks> own = own(profile);
    Places places = pipeline.places(parsed);
    boolean embedded = profile.clusterDefaults(parsed).isEmpty();

    List<Check> checks = new ArrayList<>(Checks.java());
    checks.addAll(Checks.jvmFlags(profile.name(), flags(profile)));
    own.ifPresent(
        found -> checks.addAll(Checks.memory(profile.name(), found.leastHeapBytes(parsed))));
    checks.addAll(Checks.directories(own.map(found -> found.directories(parsed)).orElse(Map.of())));
    checks.addAll(Checks.ports(own.map(found -> found.ports(parsed)).orElse(Map.of()), wanted()));
    checks.addAll(Checks.classPath());
    if (name != null) {
      checks.addAll(Checks.options(name, places.problems()));
    }
    own.ifPresent(found -> checks.addAll(found.checks(parsed)));
    checks.addAll(
        Checks.places(
            places,
            parsed,
            embedded ? OptionalLong.of(Runtime.getRuntime().maxMemory()) : OptionalLong.empty(),
            registry));
    return checks;
  }

  private List<Integer> wanted() {
    for (int port : ports) {
      if (port < 1 || port > LAST_PORT) {
        throw new UsageException("Invalid --port: %d (must be 1 to %d)".formatted(port, LAST_PORT));
      }
    }
    return ports;
  }

  private static Optional<RunnerChecks> own(RunnerProfile profile) {
    return ServiceLoader.load(RunnerChecks.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(checks -> checks.name().equals(profile.name()))
        .findFirst();
  }

  /** The lines of the profile's {@code jvm.flags}, which the build puts on the class path. */
  private static List<String> flags(RunnerProfile profile) throws IOException {
    String file = "/META-INF/beam-lambda-runner-" + profile.name() + "/jvm.flags";
    try (InputStream in = DoctorCommand.class.getResourceAsStream(file)) {
      if (in == null) {
        return List.of();
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
    }
  }
}
