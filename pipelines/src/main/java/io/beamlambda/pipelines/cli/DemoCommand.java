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

import io.beamlambda.capability.Matrix;
import io.beamlambda.capability.assess.Waivers;
import io.beamlambda.kafka.EmbeddedKafka;
import io.beamlambda.pipelines.AggregateOptions;
import io.beamlambda.pipelines.NamedPipeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
    name = "demo",
    description = {
      "Runs the main job on real flights: delays per airport and hour, out of a lake and a topic"
          + " that overlap, and checks every window against a plain computation.",
      "Needs nothing: the flights are shipped, the broker is embedded."
    },
    customSynopsis =
        "lambda demo [--runner=R] [--dir=D] [--lake=L] [--report=FILE] [--metricsPort=PORT]"
            + " [--verbose] [OPTIONS]",
    footer = {"", "OPTIONS are the runner's, in camelCase as Beam names them."})
final class DemoCommand implements Callable<Integer> {

  private static final String TOPIC = "flights";
  private static final int PARTITIONS = 2;

  @Spec private CommandSpec spec;

  @Mixin private RunnerOption runner = new RunnerOption();

  @Option(
      names = "--dir",
      paramLabel = "D",
      defaultValue = "work-demo",
      description = "Where lake and results go. Default: ${DEFAULT-VALUE}.")
  private Path dir;

  @Option(
      names = "--lake",
      paramLabel = "L",
      description =
          "Lays the lake out in this directory of any file system (s3://, gs://, hdfs://) and reads it"
              + " from there. Default: a directory in D.")
  private @Nullable String lake;

  @Mixin private ObservationOptions observed = new ObservationOptions();

  @Unmatched private List<String> options = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    RunnerProfile profile = runner.profile();
    Path home = dir.resolve(profile.name());
    DemoFlights flights = DemoFlights.unpack(home);
    Path database = home.resolve("results.db");
    Files.deleteIfExists(database);
    String output = "jdbc:sqlite:" + database;

    String location = lake == null ? flights.lake().toString() : lake;
    Observation observation;
    try (EmbeddedKafka kafka = BrokerCommand.start(EmbeddedKafka.Config.defaults())) {
      Publication publication = flights.publication();
      kafka.createTopic(TOPIC, PARTITIONS);
      new TopicPublisher(kafka.bootstrapServers(), TOPIC)
          .publish(publication.events(), PARTITIONS, sent -> {});
      out.printf(
          Locale.ROOT,
          "Flights of %s to %s: a lake in %s, and %,d records in topic %s (%d partitions) at"
              + " %s.%n%n",
          DemoFlights.FROM,
          DemoFlights.UNTIL.minusDays(1),
          location,
          publication.events().size(),
          TOPIC,
          PARTITIONS,
          kafka.bootstrapServers());
      observation = run(profile, arguments(location, kafka, output), flights, home, out);
    }
    DemoReport check = new DemoReport(output, flights, out);
    int exitCode = check.print();
    observation.remark(check.verdict());
    out.println("Report of the run: " + observation.report());
    out.flush();
    return exitCode;
  }

  private List<String> arguments(String location, EmbeddedKafka kafka, String output) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--lake=" + location,
                "--eventTimeField=" + DemoFlights.EVENT_TIME,
                "--bootstrapServers=" + kafka.bootstrapServers(),
                "--topic=" + TOPIC,
                "--cutoff=sealed",
                "--until=stream-end",
                "--key=origin",
                "--value=delay",
                "--window=fixed:PT1H",
                "--output=" + output));
    arguments.addAll(options);
    return arguments;
  }

  private Observation run(
      RunnerProfile profile,
      List<String> arguments,
      DemoFlights flights,
      Path home,
      PrintWriter out)
      throws IOException {
    NamedPipeline aggregate = NamedPipelines.find("aggregate");
    AggregateOptions pipelineOptions =
        PipelineArguments.parse(profile, arguments, AggregateOptions.class);
    profile.prepare(pipelineOptions);
    if (lake != null) {
      new StoredLake(lake).copyFrom(flights.lake(), pipelineOptions);
    }
    out.printf(Locale.ROOT, "./lambda run aggregate --runner=%s \\%n  ", profile.name());
    out.printf(
        Locale.ROOT,
        "%s%n%n",
        arguments.stream().map(Secrets::hideIn).collect(Collectors.joining(" \\\n  ")));
    out.println(aggregate.read(pipelineOptions).plan(pipelineOptions).toText());
    out.flush();
    Pipeline pipeline = Pipeline.create(pipelineOptions);
    aggregate.build(pipeline);
    CapabilityCheck check = new CapabilityCheck(Matrix.load(), Waivers.none());
    Path report = observed.report();
    Observation observation =
        new Observation(
            Observation.Subject.of(aggregate, profile, arguments, pipelineOptions),
            report == null ? home.resolve("run-report.html") : report,
            observed.metricsPort());
    new Job(pipeline, profile, check).run(spec.commandLine().getErr(), observation);
    return observation;
  }
}
