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
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a SQLite file through the one connection that the writers of this JVM share: SQLite has
 * one writer at a time, and waiting for a Java lock is cheaper and fairer than waiting for the
 * file.
 */
final class SqliteSession implements ResultDatabase.Session {

  private static final Map<String, Shared> OPEN = new HashMap<>();

  private @Nullable Shared shared;

  private SqliteSession(Shared shared) {
    this.shared = shared;
  }

  static SqliteSession open(SqliteDatabase database) throws SQLException {
    synchronized (OPEN) {
      Shared shared = OPEN.get(database.file());
      if (shared == null) {
        shared = new Shared(database.file(), database.connectToWrite());
        OPEN.put(database.file(), shared);
      }
      shared.sessions++;
      return new SqliteSession(shared);
    }
  }

  @Override
  public void transact(ResultDatabase.Work work) throws SQLException {
    Shared open = shared;
    if (open == null) {
      throw new SQLException("The session is closed.");
    }
    synchronized (open.connection) {
      try {
        work.on(open.connection);
        open.connection.commit();
      } catch (SQLException | RuntimeException e) {
        open.connection.rollback();
        throw e;
      }
    }
  }

  @Override
  public void close() throws SQLException {
    synchronized (OPEN) {
      Shared open = shared;
      shared = null;
      if (open != null && --open.sessions == 0) {
        OPEN.remove(open.file);
        open.connection.close();
      }
    }
  }

  /** A connection and how many sessions use it. */
  private static final class Shared {
    private final String file;
    private final Connection connection;
    private int sessions;

    Shared(String file, Connection connection) {
      this.file = file;
      this.connection = connection;
    }
  }
}
