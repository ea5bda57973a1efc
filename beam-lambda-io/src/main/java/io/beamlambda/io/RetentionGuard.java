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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches, while the lake is read, whether the stream keeps the records of the seam until then. How
 * long the rest takes is estimated by how long what has been read has taken, in event time.
 */
final class RetentionGuard {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionGuard.class);

  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(5);

  /** Before this share of the lake has been read nothing is said: the estimate would be a guess. */
  private static final double ENOUGH_TO_ESTIMATE = 0.01;

  private final long expiresAt;
  private final long begin;
  private final long seam;
  private final Clock clock;
  private final AtomicLong started = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong lastWarning = new AtomicLong(Long.MIN_VALUE);

  /**
   * @param expiresAt when the first record expires that is needed, in epoch millis; {@link
   *     Retention#FOR_EVER} if none does
   * @param begin the event time at which the lake begins, in epoch millis
   * @param seam the event time at which the stream begins, in epoch millis
   */
  RetentionGuard(long expiresAt, long begin, long seam, Clock clock) {
    this.expiresAt = expiresAt;
    this.begin = begin;
    this.seam = seam;
    this.clock = clock;
  }

  /** Whether there is anything to watch. */
  boolean isNeeded() {
    return expiresAt != Retention.FOR_EVER && begin < seam;
  }

  /**
   * How long the records of the seam are still kept when the lake has been read, as far as that can
   * be estimated; negative if they are not. Warns when they are not.
   *
   * @param slowest how far in event time all have come, in epoch millis
   */
  long marginMillis(long slowest) {
    long now = clock.millis();
    started.compareAndSet(Long.MIN_VALUE, now);
    double share = Math.min(1, Math.max(0, ((double) slowest - begin) / ((double) seam - begin)));
    long left = expiresAt - now;
    if (share < ENOUGH_TO_ESTIMATE) {
      return left;
    }
    long rest = Math.round((now - started.get()) * (1 - share) / share);
    long margin = left - rest;
    if (margin < 0 && share < 1) {
      warn(now, share, rest);
    }
    return margin;
  }

  private void warn(long now, double share, long rest) {
    long last = lastWarning.get();
    boolean due = last == Long.MIN_VALUE || now - last >= BETWEEN_WARNINGS.toMillis();
    if (due && lastWarning.compareAndSet(last, now)) {
      LOG.warn(
          "The stream's records at the seam expire at {}, and the rest of the lake ({}%) takes about"
              + " {} s more: let the topic keep its records for longer now, or they will be gone",
          Instant.ofEpochMilli(expiresAt), Math.round(100 * (1 - share)), rest / 1_000);
    }
  }
}
