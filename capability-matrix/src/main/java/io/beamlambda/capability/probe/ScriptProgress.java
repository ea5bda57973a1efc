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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
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

  /** The same once one of them has waited in vain: what did not come before will hardly come. */
  static final Duration LOST_PATIENCE = Duration.ofSeconds(3);

  private static final Map<String, ScriptProgress> ALL = new ConcurrentHashMap<>();

  private final List<Step> steps;
  private final Outbox outbox;
  private final LongSupplier nanos;
  private final Set<Await> given = ConcurrentHashMap.newKeySet();
  private volatile boolean inVain;
  private volatile boolean ended;
  private final Map<Integer, Long> reached = new ConcurrentHashMap<>();
  private final Map<Integer, Long> reported = new ConcurrentHashMap<>();

  /**
   * The progress of nobody yet.
   *
   * @param nanos by which it waits
   */
  ScriptProgress(Script script, Outbox outbox, LongSupplier nanos) {
    this.steps = script.steps();
    this.outbox = outbox;
    this.nanos = nanos;
  }

  /** The only one for a source of a run in this JVM; from now on, the run has read something. */
  static ScriptProgress of(Script script, String source, ProbeRun run) {
    return ALL.computeIfAbsent(
        prefix(run) + source,
        id -> new ScriptProgress(script, run.outbox(), SharedTime.ofThisJvm()));
  }

  /** Whether any script of a run has been begun. */
  static boolean anyRead(ProbeRun run) {
    return ALL.keySet().stream().anyMatch(id -> id.startsWith(prefix(run)));
  }

  /** Whether any script of a run has been begun, but not been read to its end. */
  static boolean anyUnread(ProbeRun run) {
    return ALL.entrySet().stream()
        .anyMatch(entry -> entry.getKey().startsWith(prefix(run)) && !entry.getValue().ended);
  }

  private static String prefix(ProbeRun run) {
    return run.id() + "/";
  }

  /** Whether all that a step wants has happened, asked by a reader that has come to it. */
  boolean done(int index) {
    long now = nanos.getAsLong();
    long since = reached.computeIfAbsent(index, i -> now);
    Step step = steps.get(index);
    if (step instanceof Await await) {
      return outbox.observed().size() - given.size() >= await.observations()
          || inVain(await, passed(inVain ? LOST_PATIENCE : PATIENCE, since, now));
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
      end();
      return BoundedWindow.TIMESTAMP_MAX_VALUE;
    }
    // A reader that stands at a watermark waits for nothing but that it is asked for.
    int last = reached.containsKey(next) ? next : next - 1;
    for (int index = last; index >= 0; index--) {
      if (steps.get(index) instanceof Watermark watermark) {
        reported.putIfAbsent(index, nanos.getAsLong());
        return watermark.instant();
      }
    }
    return BoundedWindow.TIMESTAMP_MIN_VALUE;
  }

  /** Nothing is left to read. */
  void end() {
    ended = true;
  }

  /** What was waited for is part of what is expected, so that its absence has to be seen. */
  private boolean inVain(Await await, boolean timeIsUp) {
    if (timeIsUp && given.add(await)) {
      inVain = true;
      outbox.add("nothing came; waited for observation " + await.observations());
    }
    return timeIsUp;
  }

  private static boolean passed(Duration time, long since, long now) {
    return now - since >= time.toNanos();
  }
}
