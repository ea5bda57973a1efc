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
package io.beamlambda.pipelines;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL database, version 14 or later. */
final class PostgresDatabase extends ResultDatabase {

  private static final long serialVersionUID = 1L;

  static final String PREFIX = "jdbc:postgresql:";

  /** Any number that others are unlikely to lock. */
  private static final long TABLES_LOCK = 0x6265616D6C616DL;

  private static final int LEAST_VERSION = 140_000;

  /** Tables that are there have to be writable, others have to be created. */
  private static final String RIGHTS =
      """
      SELECT current_user AS name, current_schema() AS schema,
        current_setting('server_version_num')::int AS version,
        current_setting('transaction_read_only')::boolean AS read_only,
        to_regclass('results') IS NOT NULL AND to_regclass('result_windows') IS NOT NULL AS there,
        coalesce((to_regclass('results') IS NOT NULL AND to_regclass('result_windows') IS NOT NULL)
          OR has_schema_privilege(current_schema(), 'CREATE'), false)
        AND (SELECT coalesce(bool_and(has_table_privilege(tables.oid, rights.name)), true)
          FROM (VALUES (to_regclass('results')), (to_regclass('result_windows'))) AS tables(oid),
            (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) AS rights(name)
          WHERE tables.oid IS NOT NULL) AS may_write
      """;

  private final String uri;

  PostgresDatabase(String uri) {
    this.uri = uri;
  }

  @Override
  void checkReachable() {
    try (Connection connection = connect()) {
      if (!connection.isValid(0)) {
        throw new UsageException("Cannot write results to " + this + ": the connection is broken.");
      }
    } catch (SQLException e) {
      throw new UsageException("Cannot write results to " + this + ": " + e.getMessage(), e);
    }
  }

  @Override
  String checkRights(Duration limit) throws SQLException {
    PGSimpleDataSource source = source();
    int seconds = Math.max(1, (int) limit.toSeconds());
    source.setLoginTimeout(seconds);
    source.setConnectTimeout(seconds);
    source.setSocketTimeout(seconds);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(RIGHTS)) {
      answer.next();
      int version = answer.getInt("version");
      if (version < LEAST_VERSION) {
        throw refused("its version is %d, and 14 or later is needed".formatted(version / 10_000));
      }
      if (answer.getBoolean("read_only")) {
        throw refused("it is read only; name the primary server");
      }
      if (!answer.getBoolean("may_write")) {
        throw refused(
            "user %s may not %s; grant that"
                .formatted(
                    answer.getString("name"),
                    answer.getBoolean("there")
                        ? "select, insert, update and delete in the tables results and"
                            + " result_windows"
                        : "create tables in schema " + answer.getString("schema")));
      }
      return "%s, PostgreSQL %d as user %s"
          .formatted(this, version / 10_000, answer.getString("name"));
    }
  }

  private UsageException refused(String reason) {
    return new UsageException("Cannot write results to " + this + ": " + reason + ".");
  }

  @Override
  Session open() {
    return new PostgresSession(this);
  }

  Connection connect() throws SQLException {
    return source().getConnection();
  }

  private PGSimpleDataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setUrl(uri);
    } catch (IllegalArgumentException e) {
      // The cause would print the address with its password.
      throw new UsageException(
          "Invalid output " + this + ": expected jdbc:postgresql://HOST:PORT/DATABASE?PARAMETERS.");
    }
    return source;
  }

  @Override
  Connection connectToRead() throws SQLException {
    Connection connection = connect();
    // Without this the driver holds all rows in memory.
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    return connection;
  }

  @Override
  String tableOptions() {
    return "";
  }

  @Override
  String instantType() {
    return "TIMESTAMPTZ";
  }

  @Override
  String numberParameter() {
    return "CAST(? AS NUMERIC)";
  }

  @Override
  String sorted(String column) {
    return column + " COLLATE \"C\"";
  }

  @Override
  void lock(Connection connection, Collection<String> keys) throws SQLException {
    // In one order, so that two transactions do not wait for each other.
    try (PreparedStatement lock =
        connection.prepareStatement(
            "SELECT pg_advisory_xact_lock(hash) FROM (SELECT DISTINCT hashtextextended(key, 0) AS"
                + " hash FROM unnest(?) AS key ORDER BY 1) AS hashes")) {
      lock.setArray(1, connection.createArrayOf("text", keys.toArray()));
      lock.execute();
    }
  }

  @Override
  void lockTables(Connection connection) throws SQLException {
    try (Statement lock = connection.createStatement()) {
      lock.execute("SELECT pg_advisory_xact_lock(" + TABLES_LOCK + ")");
    }
  }

  @Override
  void bind(PreparedStatement statement, int index, Instant instant) throws SQLException {
    statement.setObject(
        index,
        OffsetDateTime.ofInstant(
            java.time.Instant.ofEpochMilli(instant.getMillis()), ZoneOffset.UTC));
  }

  @Override
  void bind(PreparedStatement statement, int index, @Nullable Number number) throws SQLException {
    // As text: as a double, all but fifteen digits would be lost on the way to NUMERIC.
    statement.setString(index, number == null ? null : number.toString());
  }

  @Override
  Instant instant(ResultSet row, int index) throws SQLException {
    return Instant.ofEpochMilli(
        row.getObject(index, OffsetDateTime.class).toInstant().toEpochMilli());
  }

  @Override
  @Nullable Number number(ResultSet row, int index) throws SQLException {
    return Numbers.parse(row.getString(index));
  }

  /** The address without user, password and parameters. */
  @Override
  public String toString() {
    String address = uri.replaceFirst("\\?.*", "");
    return address.replaceFirst("//.*@", "//");
  }
}
