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
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the writers of one participant say. Mostly there is one. A runner that moves a reader to
 * another process has two for a moment, and two jobs that were restored from the same state have
 * two for long: then the lowest bound counts, which is safe for both.
 */
final class Writers {

  /** A writer that says nothing for so long, while another one does, is gone. */
  static final Duration SILENT_AFTER = Duration.ofSeconds(30);

  private record Said(long bound, boolean idle, long atNanos) {}

  private final Map<String, Said> said = new HashMap<>();

  /** One takes the place of all others. */
  void begins(String writer, long bound, boolean idle, long nowNanos) {
    said.clear();
    said.put(writer, new Said(bound, idle, nowNanos));
  }

  void says(String writer, long bound, boolean idle, long nowNanos) {
    said.put(writer, new Said(bound, idle, nowNanos));
    said.values().removeIf(other -> nowNanos - other.atNanos() > SILENT_AFTER.toNanos());
  }

  void forget(Predicate<String> writer) {
    said.keySet().removeIf(writer);
  }

  boolean isEmpty() {
    return said.isEmpty();
  }

  long bound() {
    return said.values().stream().mapToLong(Said::bound).min().orElse(Board.ENDED);
  }

  boolean isIdle() {
    return said.values().stream().allMatch(Said::idle);
  }
}
