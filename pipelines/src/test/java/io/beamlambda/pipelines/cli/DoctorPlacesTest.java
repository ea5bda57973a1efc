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

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lakes, outputs, ports and options. */
class DoctorPlacesTest {

  @TempDir private Path dir;

  private Path lake = Path.of("");

  @BeforeEach
  void writeLake() throws IOException {
    lake = Files.createDirectory(dir.resolve("lake"));
    try (InputStream in = getClass().getResourceAsStream("/flights/flights.parquet")) {
      Files.copy(Objects.requireNonNull(in), lake.resolve("flights.parquet"));
    }
  }

  @Test
  void aLakeThatCanBeReadIsWell() {
    Diagnosis diagnosis = Diagnosis.of("--only=lake", "--lake=" + lake, "--eventTimeField=date");

    assertThat(diagnosis.exitCode()).isZero();
    assertThat(diagnosis.at("lake").found()).startsWith("1 file(s)").contains("342,060 rows");
    assertThat(diagnosis.at("lake.eventTime").found()).contains("'date'");
    assertThat(diagnosis.at("lake.memory").status()).isEqualTo("ok");
  }

  @Test
  void aFileThatIsCutOffIsNamed() throws IOException {
    byte[] whole = Files.readAllBytes(lake.resolve("flights.parquet"));
    Path half = lake.resolve("half.parquet");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));

    Diagnosis diagnosis = Diagnosis.of("--only=lake", "--lake=" + lake, "--eventTimeField=date");

    assertThat(diagnosis.exitCode()).isEqualTo(2);
    assertThat(diagnosis.faults()).containsExactly("lake");
    assertThat(diagnosis.at("lake").found())
        .startsWith("1 of 2 files cannot be used")
        .contains(half.toString());
    assertThat(diagnosis.at("lake").mend()).contains("write those files again");
  }

  @Test
  void aLakeThatIsMissingIsNamed() {
    Diagnosis diagnosis =
        Diagnosis.of("--only=lake", "--lake=" + dir.resolve("laek"), "--eventTimeField=date");

    assertThat(diagnosis.faults()).containsExactly("lake");
    assertThat(diagnosis.at("lake").found()).contains("laek does not exist");
    assertThat(diagnosis.at("lake").mend()).contains("--lake");
  }

  @Test
  void aLakeWithoutFilesIsAFault() throws IOException {
    Path empty = Files.createDirectory(dir.resolve("empty"));

    assertThat(Diagnosis.of("--only=lake", "--lake=" + empty).at("lake"))
        .matches(point -> point.status().equals("fault") && point.found().contains("No Parquet"));
  }

  @Test
  void aDirectoryWithoutRightsIsNamed() throws Exception {
    Path closed = Files.createDirectory(lake.resolve("closed"));
    Files.copy(lake.resolve("flights.parquet"), closed.resolve("flights.parquet"));
    ForkedDoctor.close(closed);
    try {
      Diagnosis diagnosis =
          new ForkedDoctor(dir)
              .withoutPrivileges()
              .run("--only=lake", "--lake=" + lake, "--eventTimeField=date");

      assertThat(diagnosis.exitCode()).isEqualTo(2);
      assertThat(diagnosis.faults()).containsExactly("lake");
      assertThat(diagnosis.at("lake").found()).contains(closed.toString(), "AccessDenied");
      assertThat(diagnosis.at("lake").command()).isEqualTo("ls -ld " + closed);
    } finally {
      ForkedDoctor.open(closed);
    }
  }

  @Test
  void aColumnThatIsNotThereIsNamed() {
    Diagnosis diagnosis =
        Diagnosis.of("--only=lake", "--lake=" + lake, "--eventTimeField=departure");

    assertThat(diagnosis.faults()).containsExactly("lake");
    assertThat(diagnosis.at("lake").found())
        .contains("No event-time column 'departure'", "date, origin");
    assertThat(
            Diagnosis.of(
                    "aggregate",
                    "--only=lake",
                    "--lake=" + lake,
                    "--eventTimeField=date",
                    "--key=orign",
                    "--value=delay",
                    "--window=fixed:PT1H",
                    "--output=jdbc:sqlite:" + dir + "/r.db")
                .at("lake")
                .found())
        .contains("No column 'orign'");
  }

  @Test
  void whatAPipelineStillNeedsIsAFault() {
    Diagnosis diagnosis =
        Diagnosis.of("aggregate", "--only=options,lake", "--lake=" + lake, "--eventTimeField=date");

    assertThat(diagnosis.exitCode()).isEqualTo(2);
    assertThat(diagnosis.points())
        .filteredOn(point -> point.check().equals("options"))
        .extracting(Diagnosis.Point::found)
        .containsExactly(
            "Missing option --window.", "Missing option --output.", "Missing option --key.");
    assertThat(diagnosis.at("lake").status()).isEqualTo("ok");
  }

  @Test
  void aPointThatIsNotLookedAtIsWrongUse() {
    Outcome outcome = Outcome.of("doctor", "--only=kafka");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("lambda: Nothing to look at by --only=kafka: there is java, maven, ")
        .hasLineCount(1);
  }

  @Test
  void anOptionThatNobodyKnowsIsWrongUse() {
    Outcome outcome = Outcome.of("doctor", "--lakee=x");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("Unknown option --lakee: did you mean --lake");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      Diagnosis diagnosis = Diagnosis.of("--only=port", "--port=" + port);

      assertThat(diagnosis.exitCode()).isEqualTo(2);
      assertThat(diagnosis.points())
          .filteredOn(point -> point.status().equals("fault"))
          .singleElement()
          .matches(point -> point.check().equals("port"))
          .matches(point -> point.found().startsWith("port %d cannot be bound".formatted(port)))
          .matches(point -> point.command().equals("ss -ltnp 'sport = :%d'".formatted(port)));
    }
  }

  @Test
  void anOutputThatIsNoDatabaseIsAFault() throws IOException {
    Path text = Files.writeString(dir.resolve("results.db"), "Dear diary, ".repeat(100));

    assertThat(Diagnosis.of("--only=output", "--output=jdbc:sqlite:" + text).at("output"))
        .matches(point -> point.status().equals("fault"))
        .matches(point -> point.found().contains("not a database"));
    assertThat(
            Diagnosis.of("--only=output", "--output=jdbc:sqlite:" + dir.resolve("new.db"))
                .at("output")
                .found())
        .endsWith("to be created");
    assertThat(dir.resolve("new.db")).doesNotExist();
  }

  @Test
  void aUserWhoMayNotWriteIntoPostgresIsAFault() throws IOException, SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE USER guest PASSWORD 'open-sesame'");
      }
      String admin = postgres.getJdbcUrl("postgres", "postgres");
      String guest = admin.replaceFirst("\\?.*", "") + "?user=guest&password=open-sesame";

      Diagnosis allowed = Diagnosis.of("--only=output", "--output=" + admin);
      Diagnosis refused = Diagnosis.of("--only=output", "--output=" + guest);

      assertThat(allowed.exitCode()).isZero();
      assertThat(allowed.at("output").found()).contains("PostgreSQL", "as user postgres");
      assertThat(refused.faults()).containsExactly("output");
      assertThat(refused.at("output").found())
          .contains("user guest may not create tables in schema public");
      assertThat(refused.out()).doesNotContain("open-sesame");
      grantNothingOn(postgres);
      assertThat(Diagnosis.of("--only=output", "--output=" + guest).at("output").found())
          .contains("may not select, insert, update and delete");
    }
  }

  private static void grantNothingOn(EmbeddedPostgres postgres) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE results (result_key text)");
      statement.execute("CREATE TABLE result_windows (windows text)");
    }
  }
}
