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

import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** A kind of database that holds results, and where it is. Prints without secrets. */
abstract class ResultDatabase implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Work in a transaction. May be repeated. */
  @FunctionalInterface
  interface Work {
    void on(Connection connection) throws SQLException;
  }

  /** Connections for one writer. Not safe for use by several threads. */
  interface Session extends AutoCloseable {

    /** Does the work in one transaction, alone as far as the work needs it. */
    void transact(Work work) throws SQLException;

    @Override
    void close() throws SQLException;
  }

  static ResultDatabase at(String uri) {
    if (uri.startsWith(SqliteDatabase.PREFIX)) {
      return SqliteDatabase.of(uri);
    }
    if (uri.startsWith(PostgresDatabase.PREFIX)) {
      return new PostgresDatabase(uri);
    }
    int colon = uri.indexOf(':');
    throw new UsageException(
        "Unknown output scheme '"
            + (colon < 0 ? uri : uri.substring(0, uri.startsWith("jdbc:") ? schemeEnd(uri) : colon))
            + "': results go to jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE.");
  }

  private static int schemeEnd(String uri) {
    int second = uri.indexOf(':', "jdbc:".length());
    return second < 0 ? uri.length() : second;
  }

  /**
   * Finds out on the driver, without changing anything, what would fail for certain.
   *
   * @throws UsageException if writing cannot work
   */
  abstract void checkReachable();

  /**
   * Asks the database whether its user may write results, without changing anything.
   *
   * @param limit how long it may take to answer
   * @return what the database is
   * @throws UsageException if the user may not
   */
  abstract String checkRights(Duration limit) throws SQLException;

  /** Opens a session for writing. */
  abstract Session open() throws SQLException;

  /** Connects for reading. */
  abstract Connection connectToRead() throws SQLException;

  /** What follows the column list of {@code CREATE TABLE}. */
  abstract String tableOptions();

  /** The type of instants in {@code CREATE TABLE}. */
  abstract String instantType();

  /** A parameter that takes a number. */
  abstract String numberParameter();

  /** An expression that sorts text by code points. */
  abstract String sorted(String column);

  /** Keeps other transactions away from these keys until this one ends. */
  abstract void lock(Connection connection, Collection<String> keys) throws SQLException;

  /** Keeps other transactions from creating tables until this one ends. */
  abstract void lockTables(Connection connection) throws SQLException;

  abstract void bind(PreparedStatement statement, int index, Instant instant) throws SQLException;

  abstract void bind(PreparedStatement statement, int index, @Nullable Number number)
      throws SQLException;

  abstract Instant instant(ResultSet row, int index) throws SQLException;

  abstract @Nullable Number number(ResultSet row, int index) throws SQLException;
}
