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
package io.beamlambda.runners.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.pipelines.Result;
import io.beamlambda.pipelines.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a profile has to do besides that runs jobs in the JVM that asks for them. */
public abstract class EmbeddedProfileContract extends ProfileContract {

  /** For subclasses. */
  protected EmbeddedProfileContract() {}

  @Test
  void theReportOfAnEmbeddedRunKnowsWhatWasCounted() throws IOException {
    String output = "jdbc:sqlite:" + directory.resolve("results.db");
    Path report = directory.resolve("report.html");

    CommandLine.run(
        "aggregate",
        List.of(
            "--lake=" + flights(),
            "--eventTimeField=date",
            "--from=2001-03-08T12:00:00Z",
            "--key=origin",
            "--value=delay",
            "--window=fixed:PT1H",
            "--output=" + output,
            "--report=" + report));

    // No early or late firing: each window writes its result once.
    List<Result> results = List.copyOf(Results.read(output));
    int count = Results.fields(output).indexOf("count");
    long rows =
        results.stream()
            .mapToLong(result -> Objects.requireNonNull(result.values().get(count)).longValue())
            .sum();
    assertThat(rows).isPositive();
    assertThat(report)
        .content()
        .contains("<span class=\"verdict done\">done</span>")
        .contains(counted("results", results.size()))
        .contains(counted("lake", rows))
        .contains("<h3>Windows fired</h3>")
        .doesNotContain("not known");
  }

  private static String counted(String branch, long count) {
    return ">%s</th>%n<td class=\"n\">%,d</td>".formatted(branch, count);
  }
}
