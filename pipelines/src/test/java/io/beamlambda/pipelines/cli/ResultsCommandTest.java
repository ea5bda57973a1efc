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

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsCommandTest {

  @TempDir private Path dir;

  private String output = "";

  @BeforeEach
  void storeResults() throws SQLException {
    output = "jdbc:sqlite:" + dir.resolve("results.db");
    try (Connection connection = DriverManager.getConnection(output);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE results (result_key TEXT, window_start TEXT, window_end TEXT, count, sum,"
              + " min, max, pane_timing TEXT, pane_index INTEGER, pipeline_version TEXT, elements DEFAULT 1)");
      statement.execute(
          "INSERT INTO results (result_key, window_start, window_end, count, sum, min, max, pane_timing, pane_index, pipeline_version) VALUES"
              + " ('b', '2001-03-01T00:00:00Z', '2001-03-01T01:00:00Z', 2, 1.0, -1, 2.5, 'LATE', 3, '1'),"
              + " ('a,\"b\"', '2001-03-01T01:00:00Z', '2001-03-01T02:00:00Z', 1, 7, 7, 7, 'ON_TIME', 0, '1'),"
              + " ('a,\"b\"', '2001-03-01T00:00:00Z', '2001-03-01T01:00:00Z', 1, NULL, 0.0, 1e3, 'EARLY', 0, '1')");
    }
  }

  @Test
  void csvIsSortedAndLeavesOutHowTheResultsCameAbout() {
    Outcome outcome = Outcome.of("results", "--output=" + output);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .isEqualTo(
            """
            key,windowStart,windowEnd,count,sum,min,max
            "a,""b""\",2001-03-01T00:00:00Z,2001-03-01T01:00:00Z,1,,0,1000
            "a,""b""\",2001-03-01T01:00:00Z,2001-03-01T02:00:00Z,1,7,7,7
            b,2001-03-01T00:00:00Z,2001-03-01T01:00:00Z,2,1,-1,2.5
            """);
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void jsonHasAnObjectPerLine() {
    Outcome outcome = Outcome.of("results", "--format=json", "--output=" + output);

    assertThat(outcome.out())
        .isEqualTo(
            """
            {"key":"a,\\"b\\"","windowStart":"2001-03-01T00:00:00Z","windowEnd":"2001-03-01T01:00:00Z","count":1,"sum":null,"min":0,"max":1000}
            {"key":"a,\\"b\\"","windowStart":"2001-03-01T01:00:00Z","windowEnd":"2001-03-01T02:00:00Z","count":1,"sum":7,"min":7,"max":7}
            {"key":"b","windowStart":"2001-03-01T00:00:00Z","windowEnd":"2001-03-01T01:00:00Z","count":2,"sum":1,"min":-1,"max":2.5}
            """);
    assertThat(outcome.exitCode()).isZero();
  }
}
