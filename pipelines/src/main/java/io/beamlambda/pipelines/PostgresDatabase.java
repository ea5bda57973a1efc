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
  Session open() {
    return new PostgresSession(this);
  }

  Connection connect() throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setUrl(uri);
    } catch (IllegalArgumentException e) {
      // The cause would print the address with its password.
      throw new UsageException(
          "Invalid output " + this + ": expected jdbc:postgresql://HOST:PORT/DATABASE?PARAMETERS.");
    }
    return source.getConnection();
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
