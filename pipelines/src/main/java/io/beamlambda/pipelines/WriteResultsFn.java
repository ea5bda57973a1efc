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

import java.sql.SQLException;
import java.util.Objects;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/** Writes the results of each bundle in one transaction; see {@link Results.Write}. */
final class WriteResultsFn extends DoFn<Result, Void> {

  private static final long serialVersionUID = 1L;

  /** Larger bundles are written in several transactions. */
  private static final int MAX_BATCH = 10_000;

  private final ResultDatabase database;
  private final ResultTable table;
  private final long run;
  private final Counter written = Metrics.counter(Results.class, "resultsWritten");

  private transient ResultDatabase.@Nullable Session session;
  private transient @Nullable ResultBatch bundle;

  /**
   * @param run larger than that of every earlier run
   */
  WriteResultsFn(ResultDatabase database, ResultTable table, long run) {
    this.database = database;
    this.table = table;
    this.run = run;
  }

  @StartBundle
  public void startBundle() {
    // What a failed bundle has left behind is not of this one.
    bundle = null;
  }

  @Setup
  public void setup() throws SQLException {
    ResultDatabase.Session opened = database.open();
    session = opened;
    opened.transact(connection -> table.create(database, connection));
  }

  @ProcessElement
  public void processElement(@Element Result result) throws SQLException {
    if (bundle == null) {
      bundle = new ResultBatch(table.merging());
    }
    bundle.add(result);
    if (bundle.size() >= MAX_BATCH) {
      flush();
    }
  }

  @FinishBundle
  public void finishBundle() throws SQLException {
    flush();
  }

  private void flush() throws SQLException {
    ResultBatch batch = bundle;
    if (batch == null) {
      return;
    }
    Objects.requireNonNull(session, "not set up")
        .transact(connection -> table.write(database, connection, batch.results(), run));
    written.inc(batch.size());
    bundle = null;
  }

  @Teardown
  public void teardown() throws SQLException {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
