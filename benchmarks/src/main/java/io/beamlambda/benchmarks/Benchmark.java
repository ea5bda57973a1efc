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
package io.beamlambda.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code benchmarks/run}. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = PlanBenchmark.class,
    description =
        "Runs the same job naively, with LambdaIO and natively, each in its own JVM, one after the"
            + " other, and prints what it took. A job with wrong results measures nothing.")
final class Benchmark implements Callable<Integer> {

  @Option(
      names = "--data",
      split = ",",
      description = "Data to read: ${COMPLETION-CANDIDATES}. Default: all.")
  private List<Scenario> scenarios = List.of(Scenario.values());

  @Option(
      names = "--job",
      split = ",",
      description = "Jobs to run: ${COMPLETION-CANDIDATES}. Default: all.")
  private List<JobKind> jobs = List.of(JobKind.values());

  @Option(names = "--rows", description = "Rows of thirty days of lake. Default: ${DEFAULT-VALUE}.")
  private int rows = 2_000_000;

  @Option(
      names = "--direct-rows",
      description = "Rows for lambda-direct, which reads only data A. Default: ${DEFAULT-VALUE}.")
  private int directRows = 100_000;

  @Option(
      names = "--repeat",
      description = "Runs of each job, of which the median is shown. Default: ${DEFAULT-VALUE}.")
  private int repeat = 1;

  @Option(
      names = "--job-option",
      paramLabel = "--NAME=VALUE",
      description =
          "A pipeline option for the jobs of Beam, in place of the profile's; may be repeated.")
  private List<String> jobOptions = List.of();

  @Option(names = "--heap", description = "Heap of a job. Default: ${DEFAULT-VALUE}.")
  private String heap = "4g";

  @Option(names = "--timeout", description = "Longest run of a job. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofMinutes(15);

  @Option(
      names = "--out",
      description = "Where data, logs and results go. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("benchmarks/target/benchmark");

  private final PrintWriter terminal = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
  private final Map<DataSpec, Path> published = new HashMap<>();

  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Benchmark()).setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Scenario.class, label -> named(Scenario.values(), label));
    line.registerConverter(JobKind.class, label -> named(JobKind.values(), label));
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = Files.createDirectories(out.toAbsolutePath());
    JobProcess processes =
        new JobProcess(Path.of("").toAbsolutePath(), home, heap, timeout, jobOptions);
    Path address = home.resolve("broker.address");
    Files.deleteIfExists(address);
    Process broker = processes.broker(address);
    List<Run> runs = new ArrayList<>();
    try {
      String bootstrapServers = await(broker, address);
      for (Scenario scenario : scenarios) {
        for (JobKind job : jobs) {
          if (job == JobKind.LAMBDA_DIRECT && !scenario.fewKeys()) {
            continue;
          }
          Run run = run(processes, scenario, job, home, bootstrapServers);
          runs.add(run);
          Measurement m = run.measurement();
          terminal.println(
              run.valid()
                  ? "%s %s: %,.0f rows/s, first on-time pane after %.2f s, peak heap %,.0f MB"
                      .formatted(
                          scenario,
                          job,
                          m.rowsPerSecond(),
                          m.firstOnTimeSeconds(),
                          m.peakHeapMegabytes())
                  : "%s %s: void, %s".formatted(scenario, job, m.wrong()));
        }
      }
    } finally {
      broker.getOutputStream().close();
      if (!broker.waitFor(30, TimeUnit.SECONDS)) {
        broker.destroyForcibly();
      }
    }
    Report report = new Report(machine(), runs);
    report.write(home);
    terminal.println();
    terminal.print(report.markdown());
    terminal.println("\nWritten to " + home + ": results.md, results.csv, results.json");
    terminal.flush();
    return runs.stream().allMatch(Run::valid) ? 0 : 1;
  }

  private Run run(
      JobProcess processes, Scenario scenario, JobKind job, Path home, String bootstrapServers)
      throws IOException, InterruptedException {
    int jobRows = job == JobKind.LAMBDA_DIRECT ? directRows : rows;
    DataSpec spec = scenario.data(jobRows);
    Path dataSet = published.computeIfAbsent(spec, data -> generate(data, home, bootstrapServers));
    List<Measurement> measured = new ArrayList<>();
    for (int i = 0; i < repeat; i++) {
      Measurement measurement = processes.run(job, dataSet, bootstrapServers);
      if (!measurement.wrong().isEmpty()) {
        return new Run(scenario, job, spec.rows(), measurement);
      }
      measured.add(measurement);
    }
    measured.sort(Comparator.comparingDouble(Measurement::rowsPerSecond));
    return new Run(scenario, job, spec.rows(), measured.get((measured.size() - 1) / 2));
  }

  private static Path generate(DataSpec data, Path home, String bootstrapServers) {
    try {
      return DataGenerator.generate(data, home.resolve("data"), bootstrapServers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String await(Process broker, Path address)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!Files.exists(address)) {
      if (broker.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new IOException("Cannot start the broker: see broker.log");
      }
    }
    return Files.readString(address);
  }

  private static String machine() {
    return "%s, %s, %d processors, Java %s"
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version());
  }

  private static <E extends Enum<E>> E named(E[] constants, String label) {
    for (E constant : constants) {
      if (constant.toString().equalsIgnoreCase(label)) {
        return constant;
      }
    }
    throw new CommandLine.TypeConversionException(
        "'%s' (must be one of %s)".formatted(label, List.of(constants)));
  }
}
