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
package io.beamlambda.capability.detect;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window.ClosingBehavior;
import org.apache.beam.sdk.transforms.windowing.Window.OnTimeBehavior;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.apache.beam.sdk.values.WindowingStrategy.AccumulationMode;
import org.joda.time.Duration;

/** Features of windowing strategies, which count where something groups by them. */
final class WindowFeatures {

  private final KnownTransforms known;
  private final FindingList findings;
  private final TriggerFeatures triggers;

  /** The transforms whose windows have been told. */
  private final Set<Place> told = Collections.newSetFromMap(new IdentityHashMap<>());

  WindowFeatures(KnownTransforms known, FindingList findings) {
    this.known = known;
    this.findings = findings;
    this.triggers = new TriggerFeatures(known, findings);
  }

  /** The feature that windows are. */
  static String feature(WindowFn<?, ?> windows, KnownTransforms known) {
    return known
        .window(windows.getClass())
        .orElse(windows.isNonMerging() ? "win.custom" : "win.custom-merging");
  }

  /** A transform that puts elements into windows. */
  void assigned(Place place, WindowingStrategy<?, ?> before, WindowingStrategy<?, ?> after) {
    if (after.getTrigger() != before.getTrigger()) {
      triggers.set(after.getTrigger());
    }
    if (!after.getWindowFn().equals(before.getWindowFn())) {
      told.add(place);
      findings.add(feature(after.getWindowFn(), known), place, WindowNames.of(after.getWindowFn()));
    }
  }

  /** A transform that keeps something per key and window. */
  void used(WindowUse use) {
    WindowingStrategy<?, ?> strategy = use.strategy();
    if (!told.contains(use.origin())) {
      WindowFn<?, ?> fn = strategy.getWindowFn();
      use.addTo(findings, feature(fn, known), WindowNames.of(fn));
    }
    if (use.unbounded() && !isGlobal(strategy)) {
      lateness(use, strategy.getAllowedLateness());
    }
  }

  /** A transform that emits panes. */
  void grouped(WindowUse use) {
    used(use);
    WindowingStrategy<?, ?> strategy = use.strategy();
    TimestampCombiner combiner = strategy.getTimestampCombiner();
    if (combiner != TimestampCombiner.END_OF_WINDOW) {
      use.addTo(findings, "win.timestamp-combiner", "TimestampCombiner." + combiner);
    }
    boolean triggered = triggers.used(use);
    boolean late = use.unbounded() && !isGlobal(strategy) && hasLateness(strategy);
    if (triggered || late) {
      boolean accumulating = strategy.getMode() == AccumulationMode.ACCUMULATING_FIRED_PANES;
      use.addTo(
          findings,
          accumulating ? "pane.accumulating" : "pane.discarding",
          accumulating ? "accumulatingFiredPanes" : "discardingFiredPanes");
    }
    if (use.unbounded() && strategy.getClosingBehavior() == ClosingBehavior.FIRE_ALWAYS) {
      use.addTo(findings, "pane.empty-final", "ClosingBehavior.FIRE_ALWAYS");
    }
    if (use.unbounded() && strategy.getOnTimeBehavior() == OnTimeBehavior.FIRE_IF_NON_EMPTY) {
      use.addTo(findings, "pane.empty-on-time", "OnTimeBehavior.FIRE_IF_NON_EMPTY");
    }
  }

  private void lateness(WindowUse use, Duration lateness) {
    if (lateness.getMillis() > 0) {
      use.addTo(findings, "late.allowed", "withAllowedLateness(" + lateness + ")");
    }
    use.addTo(findings, "late.dropped", "elements later than the allowed lateness of " + lateness);
  }

  private static boolean isGlobal(WindowingStrategy<?, ?> strategy) {
    return strategy.getWindowFn() instanceof GlobalWindows;
  }

  private static boolean hasLateness(WindowingStrategy<?, ?> strategy) {
    return strategy.getAllowedLateness().getMillis() > 0;
  }
}
