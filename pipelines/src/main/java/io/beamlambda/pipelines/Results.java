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

import io.beamlambda.io.GraphOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.joda.time.Instant;

/**
 * Keeps results in the table {@code results} of a database, one row per key and window, and reads
 * them back. Databases are SQLite, {@code jdbc:sqlite:FILE}, and PostgreSQL, {@code
 * jdbc:postgresql://HOST/DATABASE} with the driver's parameters; passwords are better kept in the
 * driver's {@code .pgpass} than in the address, and are neither logged nor displayed.
 *
 * <pre>{@code
 * results.apply(
 *     "Write results",
 *     Results.write("jdbc:sqlite:delays.db", policy, List.of("count", "sum", "min", "max")));
 * }</pre>
 *
 * <p>Columns: {@code result_key, window_start, window_end}, the value fields, {@code pane_timing,
 * pane_index, pipeline_version}, and {@code elements, run}, which order results of the same key and
 * window. Times are ISO-8601 text in UTC with milliseconds in SQLite, {@code timestamptz} in
 * PostgreSQL; values are numeric.
 */
public final class Results {

  private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]*");

  private Results() {}

  /**
   * Writes the results of a pipeline.
   *
   * @param uri the database
   * @param policy the windows of the results. An output keeps to the windows it was begun with
   * @param fields the names of the value fields, in the order in which results have them: lower
   *     case letters, digits and {@code _}
   * @throws UsageException if {@code uri} names no database that is supported
   */
  public static Write write(String uri, WindowPolicy policy, List<String> fields) {
    for (String field : fields) {
      if (!FIELD.matcher(field).matches() || ResultTable.isReserved(field)) {
        throw new IllegalArgumentException(
            "Invalid field: '"
                + field
                + "' (must be lower case letters, digits and _, and no column of every table)");
      }
    }
    return new Write(
        ResultDatabase.at(uri),
        new ResultTable(List.copyOf(fields), policy.text(), policy.merges()));
  }

  /**
   * All results in a database, sorted by key (by code points), window start and window end.
   *
   * @throws UsageException if there are none, or {@code uri} names no database that is supported
   */
  public static List<Result> read(String uri) {
    List<Result> results = new ArrayList<>();
    forEach(uri, results::add);
    return results;
  }

  /**
   * The names of the value fields of the results in a database, in their order.
   *
   * @throws UsageException if there are no results, or {@code uri} names no database that is
   *     supported
   */
  public static List<String> fields(String uri) {
    ResultDatabase database = ResultDatabase.at(uri);
    try {
      return ResultTable.fieldsIn(database);
    } catch (SQLException e) {
      throw new UsageException("Cannot read results from " + database + ": " + e.getMessage(), e);
    }
  }

  /**
   * Finds out, without changing anything, whether results could be written: that the database is
   * there, answers, and lets its user create the tables or write those that there are.
   *
   * @param limit how long the database may take to answer
   * @return what the database is, without secrets
   * @throws UsageException if they could not, with the reason, or if {@code uri} names no database
   *     that is supported
   */
  public static String checkWritable(String uri, Duration limit) {
    ResultDatabase database = ResultDatabase.at(uri);
    try {
      return database.checkRights(limit);
    } catch (SQLException e) {
      throw new UsageException("Cannot write results to " + database + ": " + e.getMessage(), e);
    }
  }

  /**
   * Hands over all results in a database as {@link #read} sorts them, without keeping them in
   * memory.
   *
   * @throws UsageException if there are none, or {@code uri} names no database that is supported
   */
  public static void forEach(String uri, Consumer<Result> consumer) {
    ResultDatabase database = ResultDatabase.at(uri);
    try {
      ResultTable.readFrom(database, consumer);
    } catch (SQLException e) {
      throw new UsageException("Cannot read results from " + database + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes results so that each key and window has the latest one, however often and in whatever
   * order they come.
   *
   * <ul>
   *   <li>Of one run, the result with more elements wins, then the later pane: repeated bundles and
   *       replays after a restart change nothing.
   *   <li>A later run wins over an earlier one. Results that a later run no longer has stay: give a
   *       new version of a pipeline an output of its own.
   *   <li>Where windows merge, a result replaces every stored one of its key whose window it
   *       overlaps, unless one of them wins over it.
   *   <li>Results of a bundle are written in one transaction.
   * </ul>
   *
   * <p>Beam's {@code JdbcIO} is not used: a write of it is one statement per element, while merged
   * windows need several in one transaction that sees the stored ones; it does not keep writers of
   * a SQLite file apart; and its retries know only deadlocks.
   *
   * <p>SQLite is written by all threads of a JVM through one connection, in WAL mode, and synced to
   * disk at checkpoints of the WAL: results survive the end of the process, but the last ones may
   * be lost when the machine fails.
   */
  public static final class Write extends PTransform<PCollection<Result>, PDone> {

    private static final long serialVersionUID = 1L;

    private final ResultDatabase database;
    private final ResultTable table;

    private Write(ResultDatabase database, ResultTable table) {
      this.database = database;
      this.table = table;
    }

    @Override
    public PDone expand(PCollection<Result> results) {
      if (!results.getPipeline().getOptions().as(GraphOptions.class).isGraphOnly()) {
        database.checkReachable();
      }
      results.apply(
          "Upsert", ParDo.of(new WriteResultsFn(database, table, Instant.now().getMillis())));
      return PDone.in(results.getPipeline());
    }

    @Override
    public void populateDisplayData(DisplayData.Builder builder) {
      super.populateDisplayData(builder);
      builder
          .add(DisplayData.item("database", database.toString()).withLabel("Database"))
          .add(DisplayData.item("windows", table.windows()).withLabel("Windows"));
    }
  }
}
