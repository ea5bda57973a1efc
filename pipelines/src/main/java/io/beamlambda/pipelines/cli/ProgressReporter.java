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

import io.beamlambda.io.ReadProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Says how far a job has come: in one line that is updated where a person watches, in plain lines
 * now and then elsewhere, and once more at the end.
 */
final class ProgressReporter implements AutoCloseable {

  /** Set by the launcher, which knows whether stderr is a terminal: {@code line} or {@code log}. */
  private static final String STYLE_PROPERTY = "lambda.progress";

  static final String CLEAR_LINE = "\r\u001b[K";
  private static final Duration UPDATE = Duration.ofMillis(500);
  private static final Duration LOG = Duration.ofSeconds(10);

  private final List<ReadProgress> reads;
  private final PrintWriter err;
  private final boolean line;
  private final long startNanos = System.nanoTime();
  private final ScheduledExecutorService timer;

  private ProgressReporter(List<ReadProgress> reads, PrintWriter err, boolean line) {
    this.reads = reads;
    this.err = err;
    this.line = line;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  static ProgressReporter start(List<ReadProgress> reads, PrintWriter err) {
    boolean line = isLineUpdated();
    ProgressReporter reporter = new ProgressReporter(reads, err, line);
    if (!reads.isEmpty()) {
      long millis = (line ? UPDATE : LOG).toMillis();
      reporter.timer.scheduleAtFixedRate(reporter::report, millis, millis, TimeUnit.MILLISECONDS);
    }
    return reporter;
  }

  /** Whether a person watches, so that one line is updated. */
  static boolean isLineUpdated() {
    return "line".equals(System.getProperty(STYLE_PROPERTY));
  }

  private void report() {
    if (line) {
      err.print(CLEAR_LINE + text());
      err.flush();
    } else {
      err.println(text());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    if (reads.isEmpty()) {
      return;
    }
    if (line) {
      err.print(CLEAR_LINE);
    }
    err.println(text());
  }

  private String text() {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    return reads.stream()
        .map(read -> ProgressText.of(read, elapsed))
        .collect(Collectors.joining(" | "));
  }
}
