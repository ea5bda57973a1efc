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

import io.beamlambda.capability.probe.Script.Await;
import io.beamlambda.capability.probe.Script.Element;
import io.beamlambda.capability.probe.Script.Pause;
import io.beamlambda.capability.probe.Script.Step;
import io.beamlambda.capability.probe.Script.Watermark;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/**
 * How far a script is known to have been played in this JVM, whichever reader played it: a reader
 * that is made again from an older mark must not start to wait anew, or it might never get on.
 */
final class ScriptProgress {

  /** How long an {@link Await} waits at most. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * How long a watermark stands alone after the runner has asked for it: some ask more often than
   * they pass it on.
   */
  static final Duration SETTLING = Duration.ofMillis(50);

  private static final Map<String, ScriptProgress> ALL = new ConcurrentHashMap<>();

  private final List<Step> steps;
  private final Outbox outbox;
  private final Map<Integer, Long> reached = new ConcurrentHashMap<>();
  private final Map<Integer, Long> reported = new ConcurrentHashMap<>();

  private ScriptProgress(List<Step> steps, Outbox outbox) {
    this.steps = steps;
    this.outbox = outbox;
  }

  /** The only one for a source in this JVM. */
  static ScriptProgress of(ScriptedSource source) {
    return ALL.computeIfAbsent(
        source.id(), id -> new ScriptProgress(source.script().steps(), source.outbox()));
  }

  /** Whether all that a step wants has happened, asked by a reader that has come to it. */
  boolean done(int index) {
    long now = System.nanoTime();
    long since = reached.computeIfAbsent(index, i -> now);
    Step step = steps.get(index);
    if (step instanceof Await await) {
      return outbox.observed().size() >= await.observations() || passed(PATIENCE, since, now);
    }
    if (step instanceof Pause pause) {
      return passed(pause.time(), since, now);
    }
    if (step instanceof Watermark) {
      Long seen = reported.get(index);
      return seen != null && passed(SETTLING, seen, now);
    }
    return step instanceof Element;
  }

  /** The watermark of a reader that stands at a step, and tells the runner. */
  Instant watermark(int next) {
    if (next >= steps.size()) {
      return BoundedWindow.TIMESTAMP_MAX_VALUE;
    }
    // A reader that stands at a watermark waits for nothing but that it is asked for.
    int last = reached.containsKey(next) ? next : next - 1;
    for (int index = last; index >= 0; index--) {
      if (steps.get(index) instanceof Watermark watermark) {
        reported.putIfAbsent(index, System.nanoTime());
        return watermark.instant();
      }
    }
    return BoundedWindow.TIMESTAMP_MIN_VALUE;
  }

  private static boolean passed(Duration time, long since, long now) {
    return now - since >= time.toNanos();
  }
}
