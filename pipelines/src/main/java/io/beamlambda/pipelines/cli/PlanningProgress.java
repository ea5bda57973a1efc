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

import io.beamlambda.io.PlanProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Says how far a plan has come, if it takes longer than a moment: in one line that is updated and
 * goes away where a person watches, in plain lines now and then elsewhere.
 */
final class PlanningProgress implements PlanProgress, AutoCloseable {

  private static final Duration LINE_FIRST = Duration.ofSeconds(1);
  private static final Duration LINE_UPDATE = Duration.ofMillis(200);
  private static final Duration LOG_FIRST = Duration.ofSeconds(2);
  private static final Duration LOG_UPDATE = Duration.ofSeconds(10);

  private final PrintWriter err;
  private final boolean line;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private long nextNanos;
  private boolean shown;

  /**
   * @param line whether a person watches
   */
  PlanningProgress(PrintWriter err, boolean line, LongSupplier nanoTime) {
    this.err = err;
    this.line = line;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.nextNanos = (line ? LINE_FIRST : LOG_FIRST).toNanos();
  }

  @Override
  public void footersRead(int read, int files) {
    long elapsed = nanoTime.getAsLong() - startNanos;
    if (elapsed < nextNanos) {
      return;
    }
    nextNanos = elapsed + (line ? LINE_UPDATE : LOG_UPDATE).toNanos();
    shown = true;
    String text =
        String.format(
            Locale.ROOT,
            "planning · footers of %,d of %,d files (%d%%) · %d s",
            read,
            files,
            100L * read / files,
            Duration.ofNanos(elapsed).toSeconds());
    if (line) {
      err.print(ProgressReporter.CLEAR_LINE + text);
    } else {
      err.println(text);
    }
    err.flush();
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (line && shown) {
      err.print(ProgressReporter.CLEAR_LINE);
      err.flush();
    }
  }
}
