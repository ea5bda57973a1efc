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
package io.beamlambda.capability.probe;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Decides when enough has been seen of a streaming job, which need not end by itself. */
final class JobWatch {

  /** How long the output has to stay as expected, lest there is more to come. */
  static final Duration SETTLED = Duration.ofSeconds(2);

  /** How long nothing may happen once there is nothing left to read. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  /** The same in an engine that works in rounds, of which {@link #ROUNDS} have to pass besides. */
  static final Duration SILENCE_OF_ROUNDS = Duration.ofSeconds(5);

  /** So many rounds without anything new are silence, or let expected output count as settled. */
  static final int ROUNDS = 5;

  /** The same when nothing has happened at all: some engines take their time to start. */
  static final Duration START = Duration.ofSeconds(60);

  private final List<String> expected;
  private List<String> observed = List.of();
  private boolean reading = true;
  private boolean begun;
  private long quietSince;
  private long quietSinceRound;

  /**
   * A watch over a job that starts now.
   *
   * @param now in nanoseconds, as all times here
   */
  JobWatch(List<String> expected, long now) {
    this.expected = expected;
    this.quietSince = now;
  }

  /**
   * Looks at the job.
   *
   * @param output what the outbox has
   * @param unread whether there is a script that has begun and has not been read to its end
   * @param rounds the engine's, if it has any
   * @return whether enough has been seen
   */
  boolean enough(List<String> output, boolean unread, OptionalLong rounds, long now) {
    if (!output.equals(observed) || unread != reading) {
      begun |= unread || !output.isEmpty();
      observed = output;
      reading = unread;
      quietSince = now;
      quietSinceRound = rounds.orElse(0);
    }
    if (reading) {
      return false;
    }
    if (rounds.isPresent() && rounds.getAsLong() - quietSinceRound < ROUNDS) {
      return false;
    }
    return Duration.ofNanos(now - quietSince).compareTo(patience(rounds.isPresent())) >= 0;
  }

  private Duration patience(boolean inRounds) {
    if (!begun) {
      return START;
    }
    if (Observations.same(observed, expected)) {
      return SETTLED;
    }
    return inRounds ? SILENCE_OF_ROUNDS : SILENCE;
  }
}
