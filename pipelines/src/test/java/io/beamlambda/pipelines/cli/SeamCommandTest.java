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

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeamCommandTest {

  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");
  private static final Instant CUTOFF = START.plus(Duration.ofHours(1));

  /** Six a minute, for two hours. */
  private static final List<Row> ROWS = Row.generate(720, START, Duration.ofHours(2), 3, 7);

  private static EmbeddedKafka kafka;

  @TempDir Path directory;

  @BeforeAll
  static void publish() {
    kafka = EmbeddedKafka.start();
    TopicWriter.ofRows().withPartitions(2).write(kafka.bootstrapServers(), "events", ROWS);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  private void writeLake(List<Row> rows) throws IOException {
    LakeWriter.ofRows()
        .withLayout(Layout.periods(Duration.ofMinutes(45)))
        .write(directory.resolve("lake"), rows);
  }

  /** Without two events of the minute before the cutoff. */
  private void writeLakeWithAHole() throws IOException {
    List<Row> rows = new ArrayList<>(ROWS);
    rows.remove(359);
    rows.remove(355);
    writeLake(rows);
  }

  private Outcome command(String command, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                "aggregate",
                "--lake=" + directory.resolve("lake"),
                "--eventTimeField=event_time",
                "--bootstrapServers=" + kafka.bootstrapServers(),
                "--topic=events",
                "--key=key",
                "--value=value",
                "--window=fixed:PT1H",
                "--output=jdbc:sqlite:" + directory.resolve("results.db")));
    arguments.addAll(Arrays.asList(more));
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--cutoff="))) {
      arguments.add("--cutoff=" + CUTOFF);
    }
    return Outcome.of(arguments.toArray(String[]::new));
  }

  @Test
  void sidesThatAgreePass() throws IOException {
    writeLake(ROWS);

    Outcome outcome = command("seam", "--policy=fail");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("compared in [2001-01-01T00:50:00.000Z, 2001-01-01T01:10:00.000Z)")
        .contains("120 events, covers all of it")
        .contains("Verdict ok");
  }

  @Test
  void whatIsMissingIsPrintedWithoutFailing() throws IOException {
    writeLakeWithAHole();

    Outcome outcome = command("seam", "--around=PT2M");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("compared in [2001-01-01T00:58:00.000Z, 2001-01-01T01:02:00.000Z)")
        .contains("Found   2 missing, 0 doubled")
        .containsPattern("2001-01-01T00:59:00.000Z +lake +4 +6 +2 ");
  }

  @Test
  void whatIsMissingFailsIfItShall() throws IOException {
    writeLakeWithAHole();

    Outcome outcome = command("seam", "--policy=fail", "--format=json");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("lambda: 2 events are missing around the cutoff 2001-01-01T01:00:00.000Z")
        .hasLineCount(1);
    JsonNode json = new ObjectMapper().readTree(outcome.out());
    assertThat(json.get("missing").asInt()).isEqualTo(2);
    assertThat(json.get("minutes")).hasSize(1);
  }

  @Test
  void runThatWouldLoseEventsDoesNotStart() throws IOException {
    writeLakeWithAHole();

    Outcome outcome =
        command("run", "--until=stream-end", "--seamCertificate=PT5M", "--seamPolicy=fail");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("lambda: 2 events are missing around the cutoff");
    assertThat(directory.resolve("results.db")).doesNotExist();
  }

  @Test
  void planIsWarnedOfUnlessItShallFail() throws IOException {
    writeLakeWithAHole();

    Outcome outcome = command("plan", "--seamCertificate=PT5M");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("WARN 2 events are missing around the cutoff");
  }

  @Test
  void seamAtOffsetsNeedsNoCertificate() throws IOException {
    writeLake(ROWS);

    Outcome outcome = command("seam", "--cutoff=stream-offsets");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("lambda: No certificate for a seam at the stream's offsets: the plan proves")
        .hasLineCount(1);
  }

  @Test
  void wrongValuesAreNamed() throws IOException {
    writeLake(ROWS);

    assertThat(command("seam", "--around=PT0S").err())
        .isEqualToIgnoringNewLines("lambda: Invalid --around: PT0S (must be longer than zero)");
    assertThat(command("plan", "--seamCertificate=soon").err())
        .contains("Invalid --seamCertificate 'soon': expected an ISO-8601 duration");
    Outcome policy = command("plan", "--seamPolicy=panic");
    assertThat(policy.err()).contains("Invalid --seamPolicy 'panic': expected warn or fail");
    assertThat(policy.exitCode()).isEqualTo(2);
  }
}
