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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says why a read stands still, if it does so because some of its participants are not heard from:
 * mostly a job in several processes whose readers were told that they share one.
 */
final class AbsentParticipants {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(AbsentParticipants.class);

  private final RunSpec spec;
  private final Board board;
  private final Clock clock;
  private final Instant since;
  private volatile boolean said;

  AbsentParticipants(RunSpec spec, Board board, Clock clock) {
    this.spec = spec;
    this.board = board;
    this.clock = clock;
    this.since = clock.instant();
  }

  /** Somebody waits. */
  void check() {
    if (said || clock.instant().isBefore(since.plus(PATIENCE))) {
      return;
    }
    said = true;
    String absent = board.bounds().unheard();
    if (!absent.isEmpty()) {
      LOG.warn(
          "The read waits for participant(s) {} of {} (lanes first, then partitions), which have not"
              + " been heard from for {} s: {}",
          absent,
          spec.participants(),
          PATIENCE.toSeconds(),
          spec.hasSharedBoard()
              ? "check that all of the job's tasks run, and that they reach Kafka"
              : "if the job runs in several processes, give it --board=kafka");
    }
  }
}
