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

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.pipelines.NamedPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Puts the report of every pipeline of this module into the build's output. */
class CapabilityReportsTest {

  private static final Path REPORTS = Path.of("target", "capability");

  @Test
  void everyPipelineHasItsReports() throws IOException {
    assertThat(NamedPipelines.all()).isNotEmpty();
    for (NamedPipeline pipeline : NamedPipelines.all()) {
      for (String format : new String[] {"html", "md", "json", "sarif", "text"}) {
        Path file = REPORTS.resolve(pipeline.name() + "." + format);
        Outcome outcome =
            Outcome.of("matrix", pipeline.name(), "--format=" + format, "--output=" + file);
        assertThat(outcome.err()).isEmpty();
        assertThat(Files.readString(file)).contains(pipeline.name());
      }
    }
  }

  @Test
  void theReadmeShowsTheReportOfAggregate() throws IOException {
    List<String> rows =
        Outcome.of("matrix", "aggregate", "--format=md")
            .out()
            .lines()
            .filter(line -> line.startsWith("| "))
            .map(CapabilityReportsTest::runnersOfThisProject)
            .toList();

    assertThat(rows).hasSizeGreaterThan(10);
    assertThat(Files.readString(Path.of("..", "README.md")).lines())
        .containsSequence(
            Stream.concat(
                    Stream.concat(Stream.of(rows.get(0)), Stream.of("|---|---|---|---|---|")),
                    rows.stream().skip(1))
                .toList());
  }

  /** Feature, Direct, Flink, Spark, and where. */
  private static String runnersOfThisProject(String row) {
    String[] cells = row.split("\\|", -1);
    return Stream.of(cells[1], cells[2], cells[3], cells[4], cells[cells.length - 2])
        .map(cell -> cell.isBlank() ? " " : cell)
        .collect(joining("|", "|", "|"));
  }
}
