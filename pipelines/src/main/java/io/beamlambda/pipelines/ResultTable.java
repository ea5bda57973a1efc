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
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code results}, and {@code result_windows}, which names the windows that it is for.
 *
 * @param fields the value fields
 * @param windows the windows, as {@link WindowPolicy#text} prints them
 * @param merging whether they merge
 */
record ResultTable(List<String> fields, String windows, boolean merging) implements Serializable {

  private static final String KEY = "result_key";
  private static final String START = "window_start";
  private static final String END = "window_end";
  private static final List<String> IDENTITY = List.of(KEY, START, END);
  private static final List<String> PROVENANCE =
      List.of("pane_timing", "pane_index", "pipeline_version", "elements", "run");

  /** Results of one key and window in the order in which they win. */
  private static final List<String> ORDER = List.of("run", "elements", "pane_index");

  private static final String OVERLAPS =
      "other." + KEY + " = ? AND other." + START + " < ? AND other." + END + " > ?";

  private static final int FETCH_SIZE = 1000;

  static boolean isReserved(String column) {
    return IDENTITY.contains(column) || PROVENANCE.contains(column);
  }

  /** Creates the tables unless they exist, and checks that they are for these results. */
  void create(ResultDatabase database, Connection connection) throws SQLException {
    database.lockTables(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute(createTable(database));
      statement.execute(
          "CREATE TABLE IF NOT EXISTS result_windows (windows TEXT PRIMARY KEY)"
              + database.tableOptions());
    }
    checkFields(database, connection);
    checkWindows(database, connection);
  }

  private String createTable(ResultDatabase database) {
    String instant = database.instantType();
    String values =
        fields.stream().map(field -> quoted(field) + " NUMERIC, ").collect(Collectors.joining());
    return "CREATE TABLE IF NOT EXISTS results (result_key TEXT NOT NULL, window_start "
        + instant
        + " NOT NULL, window_end "
        + instant
        + " NOT NULL, "
        + values
        + "pane_timing TEXT NOT NULL, pane_index BIGINT NOT NULL, pipeline_version TEXT NOT NULL,"
        + " elements BIGINT NOT NULL, run BIGINT NOT NULL,"
        + " PRIMARY KEY (result_key, window_start, window_end))"
        + database.tableOptions();
  }

  private void checkFields(ResultDatabase database, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("SELECT * FROM results WHERE 1 = 0")) {
      List<String> found = fieldsOf(none.getMetaData());
      if (!found.equals(fields)) {
        throw new UsageException(
            "Cannot write results to "
                + database
                + ": it holds results with the fields "
                + found
                + ", not "
                + fields
                + "; choose another output.");
      }
    }
  }

  private void checkWindows(ResultDatabase database, Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO result_windows SELECT ? WHERE NOT EXISTS (SELECT 1 FROM"
                + " result_windows)")) {
      insert.setString(1, windows);
      insert.executeUpdate();
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT windows FROM result_windows")) {
      while (rows.next()) {
        String found = rows.getString(1);
        if (!windows.equals(found)) {
          throw new UsageException(
              "Cannot write results to "
                  + database
                  + ": it holds results of the windows "
                  + found
                  + ", not "
                  + windows
                  + "; choose another output.");
        }
      }
    }
  }

  /** Writes results of which none replaces another. */
  void write(ResultDatabase database, Connection connection, Collection<Result> results, long run)
      throws SQLException {
    if (merging) {
      Set<String> keys = new TreeSet<>();
      results.forEach(result -> keys.add(result.key()));
      database.lock(connection, keys);
      deleteOverlapped(database, connection, results, run);
      insertUnlessOverlapped(database, connection, results, run);
    } else {
      upsert(database, connection, results, run);
    }
  }

  private void upsert(
      ResultDatabase database, Connection connection, Collection<Result> results, long run)
      throws SQLException {
    String sql =
        insert()
            + " VALUES ("
            + parameters(database)
            + ") ON CONFLICT ("
            + String.join(", ", IDENTITY)
            + ") DO UPDATE SET "
            + columns()
                .skip(IDENTITY.size())
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "))
            + " WHERE ("
            + order("results.")
            + ") <= ("
            + order("excluded.")
            + ")";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Result result : results) {
        bindAll(database, statement, result, run);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Deletes what a result overlaps, if it wins over all of that. */
  private void deleteOverlapped(
      ResultDatabase database, Connection connection, Collection<Result> results, long run)
      throws SQLException {
    String sql =
        "DELETE FROM results AS other WHERE "
            + OVERLAPS
            + " AND NOT EXISTS (SELECT 1 FROM results AS other WHERE "
            + OVERLAPS
            + " AND ("
            + order("other.")
            + ") > (?, ?, ?))";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Result result : results) {
        int index = bindOverlaps(database, statement, 1, result);
        index = bindOverlaps(database, statement, index, result);
        statement.setLong(index++, run);
        statement.setLong(index++, result.elements());
        statement.setLong(index, result.paneIndex());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void insertUnlessOverlapped(
      ResultDatabase database, Connection connection, Collection<Result> results, long run)
      throws SQLException {
    String sql =
        insert()
            + " SELECT "
            + parameters(database)
            + " WHERE NOT EXISTS (SELECT 1 FROM results AS other WHERE "
            + OVERLAPS
            + ")";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Result result : results) {
        int index = bindAll(database, statement, result, run);
        bindOverlaps(database, statement, index, result);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private String insert() {
    return "INSERT INTO results (" + columns().collect(Collectors.joining(", ")) + ")";
  }

  private Stream<String> columns() {
    return Stream.of(
            IDENTITY.stream(), fields.stream().map(ResultTable::quoted), PROVENANCE.stream())
        .flatMap(names -> names);
  }

  private String parameters(ResultDatabase database) {
    String numbers = (database.numberParameter() + ", ").repeat(fields.size());
    return "?, ?, ?, " + numbers + "?, ?, ?, ?, ?";
  }

  private int bindAll(ResultDatabase database, PreparedStatement statement, Result result, long run)
      throws SQLException {
    List<@Nullable Number> values = result.values();
    if (values.size() != fields.size()) {
      throw new IllegalArgumentException(
          "Invalid result: " + values.size() + " values (must be " + fields.size() + ")");
    }
    int index = 1;
    statement.setString(index++, result.key());
    database.bind(statement, index++, result.windowStart());
    database.bind(statement, index++, result.windowEnd());
    for (@Nullable Number value : values) {
      database.bind(statement, index++, value);
    }
    statement.setString(index++, result.paneTiming().name());
    statement.setLong(index++, result.paneIndex());
    statement.setString(index++, result.pipelineVersion());
    statement.setLong(index++, result.elements());
    statement.setLong(index++, run);
    return index;
  }

  private static int bindOverlaps(
      ResultDatabase database, PreparedStatement statement, int first, Result result)
      throws SQLException {
    int index = first;
    statement.setString(index++, result.key());
    database.bind(statement, index++, result.windowEnd());
    database.bind(statement, index++, result.windowStart());
    return index;
  }

  private static String order(String prefix) {
    return ORDER.stream().map(column -> prefix + column).collect(Collectors.joining(", "));
  }

  private static String quoted(String column) {
    return '"' + column + '"';
  }

  private static List<String> fieldsOf(ResultSetMetaData columns) throws SQLException {
    List<String> fields = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String column = columns.getColumnName(i);
      if (!isReserved(column)) {
        fields.add(column);
      }
    }
    return fields;
  }

  /** The value fields of the table that there is. */
  static List<String> fieldsIn(ResultDatabase database) throws SQLException {
    try (Connection connection = database.connectToRead();
        Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("SELECT * FROM results WHERE 1 = 0")) {
      return fieldsOf(none.getMetaData());
    }
  }

  /** Reads all rows, sorted. */
  static void readFrom(ResultDatabase database, Consumer<Result> consumer) throws SQLException {
    String sql =
        "SELECT * FROM results ORDER BY " + database.sorted(KEY) + ", " + START + ", " + END;
    try (Connection connection = database.connectToRead();
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_SIZE);
      try (ResultSet rows = statement.executeQuery(sql)) {
        List<Integer> values = new ArrayList<>();
        for (String field : fieldsOf(rows.getMetaData())) {
          values.add(rows.findColumn(field));
        }
        while (rows.next()) {
          consumer.accept(result(database, rows, values));
        }
      }
    }
  }

  private static Result result(ResultDatabase database, ResultSet row, List<Integer> columns)
      throws SQLException {
    List<@Nullable Number> values = new ArrayList<>(columns.size());
    for (int column : columns) {
      values.add(database.number(row, column));
    }
    return Result.builder()
        .setKey(row.getString(KEY))
        .setWindowStart(database.instant(row, row.findColumn(START)))
        .setWindowEnd(database.instant(row, row.findColumn(END)))
        .setValues(Collections.unmodifiableList(values))
        .setElements(row.getLong("elements"))
        .setPaneTiming(PaneInfo.Timing.valueOf(row.getString("pane_timing")))
        .setPaneIndex(row.getLong("pane_index"))
        .setPipelineVersion(row.getString("pipeline_version"))
        .build();
  }
}
