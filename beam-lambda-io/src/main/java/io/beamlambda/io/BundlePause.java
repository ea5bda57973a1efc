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
package io.beamlambda.io;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a reader says that there is nothing for now although there is: once after a bundle of its
 * rows has ended on its thread.
 *
 * <p>Flink's operators let no watermark pass while a bundle is open. One that has been open for
 * long enough is ended by a timer, and a second timer passes the watermark on ({@code
 * DoFnOperator.checkInvokeFinishBundleByTime} of Beam 2.70). A reader on the same thread that
 * always has more begins the next bundle before that one comes, so that a slow lake's watermark
 * stood still for half a minute while its rows went by. Saying nothing once lets the timer run. To
 * runners without such a timer it is a reader that had nothing for a moment.
 */
final class BundlePause {

  /** Bundles of few elements, as the DirectRunner's, must not make a reader say nothing always. */
  static final Duration LEAST_BETWEEN = Duration.ofMillis(500);

  private final EndedBundles bundles;
  private final LongSupplier nanoTime;
  private int seen;
  private long last;

  /**
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  BundlePause(EndedBundles bundles, LongSupplier nanoTime) {
    this.bundles = bundles;
    this.nanoTime = nanoTime;
    this.seen = bundles.here();
    this.last = nanoTime.getAsLong();
  }

  /** Whether the reader has to say nothing now; it may go on when it is asked again. */
  boolean isDue() {
    int ended = bundles.here();
    if (ended == seen) {
      return false;
    }
    seen = ended;
    long now = nanoTime.getAsLong();
    if (now - last < LEAST_BETWEEN.toNanos()) {
      return false;
    }
    last = now;
    return true;
  }
}
