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
import java.sql.SQLException;
import org.apache.beam.sdk.util.BackOff;
import org.apache.beam.sdk.util.BackOffUtils;
import org.apache.beam.sdk.util.FluentBackoff;
import org.apache.beam.sdk.util.Sleeper;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection of one writer, which is renewed, and the work repeated, after passing failures. */
final class PostgresSession implements ResultDatabase.Session {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresSession.class);

  private static final FluentBackoff RETRIES =
      FluentBackoff.DEFAULT.withInitialBackoff(Duration.millis(100)).withMaxRetries(6);

  private final PostgresDatabase database;
  private @Nullable Connection connection;

  PostgresSession(PostgresDatabase database) {
    this.database = database;
  }

  @Override
  public void transact(ResultDatabase.Work work) throws SQLException {
    BackOff backoff = RETRIES.backoff();
    while (true) {
      try {
        transactOnce(work);
        return;
      } catch (SQLException e) {
        if (!isPassing(e) || !waited(backoff)) {
          throw e;
        }
        LOG.warn("Repeats a transaction on {} after: {}", database, e.getMessage());
      }
    }
  }

  private void transactOnce(ResultDatabase.Work work) throws SQLException {
    Connection open = connection();
    try {
      work.on(open);
      open.commit();
    } catch (SQLException | RuntimeException e) {
      abandon(open, e);
      throw e;
    }
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      Connection opened = database.connect();
      opened.setAutoCommit(false);
      connection = opened;
    }
    return connection;
  }

  private void abandon(Connection open, Exception cause) {
    connection = null;
    try {
      open.close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Deadlocks and conflicts, lost connections, servers that restart. */
  private static boolean isPassing(SQLException e) {
    String state = e.getSQLState();
    return state != null
        && (state.startsWith("40") || state.startsWith("08") || state.startsWith("57P"));
  }

  private static boolean waited(BackOff backoff) {
    try {
      return BackOffUtils.next(Sleeper.DEFAULT, backoff);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
