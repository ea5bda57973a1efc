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

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** A SQLite file. */
final class SqliteDatabase extends ResultDatabase {

  private static final long serialVersionUID = 1L;

  static final String PREFIX = "jdbc:sqlite:";

  /** How long to wait for another process that writes. */
  private static final int BUSY_TIMEOUT_MILLIS = 60_000;

  /** Of one width, so that it sorts as the instants do. */
  private static final DateTimeFormatter INSTANTS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final String file;

  private SqliteDatabase(String file) {
    this.file = file;
  }

  static SqliteDatabase of(String uri) {
    String file = uri.substring(PREFIX.length());
    if (file.isBlank() || file.startsWith(":") || file.contains("?")) {
      throw new UsageException(
          "Invalid output '" + uri + "': expected jdbc:sqlite: and the path of a file.");
    }
    return new SqliteDatabase(Path.of(file).toAbsolutePath().normalize().toString());
  }

  String file() {
    return file;
  }

  @Override
  void checkReachable() {
    Path path = Path.of(file);
    Path directory = path.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new UsageException(
          "Cannot write results to " + this + ": its directory does not exist; create it first.");
    }
    if (Files.isDirectory(path)) {
      throw new UsageException(
          "Cannot write results to " + this + ": it is a directory; name a file in it.");
    }
    if (!Files.isWritable(Files.exists(path) ? path : directory)) {
      throw new UsageException(
          "Cannot write results to " + this + ": no permission to write there.");
    }
  }

  @Override
  String checkRights(Duration limit) throws SQLException {
    checkReachable();
    if (!Files.exists(Path.of(file))) {
      return this + ", to be created";
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout((int) limit.toMillis());
    try (Connection connection = config.createConnection(PREFIX + file);
        Statement statement = connection.createStatement()) {
      // Fails if the file is something else.
      statement.executeQuery("SELECT count(*) FROM sqlite_master").close();
    }
    return this + ", SQLite";
  }

  @Override
  Session open() throws SQLException {
    return SqliteSession.open(this);
  }

  Connection connectToWrite() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    // The write lock is taken when a transaction begins: one that has read cannot be refused it.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    Connection connection = config.createConnection(PREFIX + file);
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  Connection connectToRead() throws SQLException {
    if (!Files.isRegularFile(Path.of(file))) {
      throw new UsageException("No results at " + this + ": there is no such file.");
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    return config.createConnection(PREFIX + file);
  }

  @Override
  String tableOptions() {
    return " WITHOUT ROWID";
  }

  @Override
  String instantType() {
    return "TEXT";
  }

  @Override
  String numberParameter() {
    return "?";
  }

  @Override
  String sorted(String column) {
    return column;
  }

  @Override
  void lock(Connection connection, Collection<String> keys) {
    // Every transaction of a writer has the file for itself.
  }

  @Override
  void lockTables(Connection connection) {
    // As above.
  }

  @Override
  void bind(PreparedStatement statement, int index, Instant instant) throws SQLException {
    statement.setString(
        index, INSTANTS.format(java.time.Instant.ofEpochMilli(instant.getMillis())));
  }

  @Override
  void bind(PreparedStatement statement, int index, @Nullable Number number) throws SQLException {
    if (number == null) {
      statement.setNull(index, Types.NUMERIC);
    } else if (number instanceof Long integer) {
      statement.setLong(index, integer);
    } else if (Double.isNaN(number.doubleValue())) {
      // SQLite would take the number NaN as null.
      statement.setString(index, number.toString());
    } else {
      statement.setDouble(index, number.doubleValue());
    }
  }

  @Override
  Instant instant(ResultSet row, int index) throws SQLException {
    return Instant.ofEpochMilli(java.time.Instant.parse(row.getString(index)).toEpochMilli());
  }

  @Override
  @Nullable Number number(ResultSet row, int index) throws SQLException {
    Object value = row.getObject(index);
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    // As text, a double would lose its last digits.
    return value instanceof Double real
        ? (Number) Numbers.of(real.doubleValue())
        : Numbers.parse((String) value);
  }

  @Override
  public String toString() {
    return PREFIX + file;
  }
}
