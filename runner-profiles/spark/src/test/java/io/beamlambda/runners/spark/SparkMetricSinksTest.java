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
package io.beamlambda.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.pipelines.Result;
import io.beamlambda.pipelines.Results;
import io.beamlambda.pipelines.cli.Lambda;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark's metric sinks, as {@code observability/metrics.properties} configures them. */
class SparkMetricSinksTest {

  private static final String FILE = "spark.metrics.conf";
  private static final String DIRECTORY = "spark.metrics.conf.driver.sink.csv.directory";
  private static final String PERIOD = "spark.metrics.conf.driver.sink.csv.period";

  @TempDir Path directory;
  private Path sink;

  @BeforeEach
  void configure() throws IOException {
    sink = Files.createDirectory(directory.resolve("metrics"));
    System.setProperty(FILE, Path.of("observability", "metrics.properties").toString());
    System.setProperty(DIRECTORY, sink.toString());
    System.setProperty(PERIOD, "1");
  }

  @AfterEach
  void forget() {
    List.of(FILE, DIRECTORY, PERIOD).forEach(System::clearProperty);
  }

  @Test
  void haveTheMetricsOfLambdaIO() throws IOException {
    Path flights = directory.resolve("flights.parquet");
    try (InputStream in = getClass().getResourceAsStream("/flights/flights.parquet")) {
      Files.copy(Objects.requireNonNull(in), flights);
    }
    String output = "jdbc:sqlite:" + directory.resolve("results.db");
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);

    int exitCode =
        Lambda.execute(
            writer,
            writer,
            "run",
            "aggregate",
            "--runner=spark",
            "--lake=" + flights,
            "--eventTimeField=date",
            "--from=2001-03-08T12:00:00Z",
            "--key=origin",
            "--value=delay",
            "--window=fixed:PT1H",
            "--output=" + output);

    assertThat(exitCode).as(said.toString()).isZero();
    List<Result> results = List.copyOf(Results.read(output));
    int count = Results.fields(output).indexOf("count");
    double rows =
        results.stream()
            .mapToLong(result -> Objects.requireNonNull(result.values().get(count)).longValue())
            .sum();
    assertThat(lastValue("io_beamlambda_io_LambdaIO.lakeRows.csv")).isEqualTo(rows);
    assertThat(lastValue("io_beamlambda_pipelines_Results.resultsWritten.csv"))
        .isEqualTo(results.size());
  }

  private double lastValue(String nameEnd) throws IOException {
    try (Stream<Path> files = Files.list(sink)) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().endsWith(nameEnd)).toList();
      assertThat(found).as(nameEnd).hasSize(1);
      List<String> lines = Files.readAllLines(found.get(0));
      String last = lines.get(lines.size() - 1);
      return Double.parseDouble(last.substring(last.indexOf(',') + 1));
    }
  }
}
