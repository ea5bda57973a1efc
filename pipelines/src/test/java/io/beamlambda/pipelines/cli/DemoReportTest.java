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

import io.beamlambda.pipelines.cli.PlainAggregation.Cell;
import io.beamlambda.pipelines.cli.PlainAggregation.Delays;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReportTest {

  /** What SQL counts over the shipped file for the demo's days. */
  private static final int WINDOWS = 18_744;

  @TempDir private Path dir;

  private Map<Cell, Delays> right = Map.of();
  private String output = "";

  @BeforeEach
  void computeWhatIsRight() throws Exception {
    output = "jdbc:sqlite:" + dir.resolve("results.db");
    right =
        PlainAggregation.of(
            DemoFlights.unpack(dir).shipped(), micros(DemoFlights.FROM), micros(DemoFlights.UNTIL));
  }

  @Test
  void rightResultsAreSaidToBeVerified() throws Exception {
    store("");

    Outcome outcome = report();

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("Verified %,d windows (129,737 flights)".formatted(WINDOWS))
        .contains("./lambda results --output=" + output);
  }

  @Test
  void aWrongValueFailsTheDemo() throws Exception {
    store(
        "UPDATE results SET sum = sum + 1 WHERE result_key = 'ORD' AND window_start = '2001-03-01T12:00:00Z'");

    Outcome outcome = report();

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("ORD 2001-03-01T12:00:00Z: expected Delays[")
        .contains("WRONG: 1 differences")
        .doesNotContain("Verified");
  }

  @Test
  void missingAndForeignWindowsFailTheDemo() throws Exception {
    store(
        "UPDATE results SET result_key = 'XXX' WHERE result_key = 'ORD' AND window_start = '2001-03-01T12:00:00Z'");

    Outcome outcome = report();

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .containsPattern("ORD 2001-03-01T12:00:00Z: expected Delays\\[.*\\], found null")
        .containsPattern("XXX 2001-03-01T12:00:00Z: expected null, found Delays\\[")
        .contains("WRONG: 2 differences");
  }

  private Outcome report() throws Exception {
    StringWriter out = new StringWriter();
    int code = new DemoReport(output, DemoFlights.unpack(dir), new PrintWriter(out)).print();
    return new Outcome(code, out.toString(), "");
  }

  private void store(String change) throws Exception {
    try (Connection connection = DriverManager.getConnection(output);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "CREATE TABLE results (result_key, window_start, window_end, count, sum, min, max,"
              + " elements DEFAULT 1, pane_timing DEFAULT 'ON_TIME', pane_index DEFAULT 0,"
              + " pipeline_version DEFAULT '1')");
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO results (result_key, window_start, window_end, count, sum, min, max) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
        for (Map.Entry<Cell, Delays> entry : right.entrySet()) {
          Instant start = Instant.ofEpochSecond(entry.getKey().hour() * 3600);
          insert.setString(1, entry.getKey().origin());
          insert.setString(2, start.toString());
          insert.setString(3, start.plusSeconds(3600).toString());
          insert.setLong(4, entry.getValue().count());
          insert.setLong(5, entry.getValue().sum());
          insert.setLong(6, entry.getValue().min());
          insert.setLong(7, entry.getValue().max());
          insert.addBatch();
        }
        insert.executeBatch();
      }
      if (!change.isEmpty()) {
        assertThat(statement.executeUpdate(change)).isEqualTo(1);
      }
      connection.commit();
    }
  }

  private static long micros(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;
  }
}
