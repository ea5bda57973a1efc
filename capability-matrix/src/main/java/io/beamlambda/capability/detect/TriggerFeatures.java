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
import org.apache.beam.sdk.transforms.windowing.AfterWatermark.AfterWatermarkEarlyAndLate;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark.FromEndOfWindow;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Never.NeverTrigger;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.values.WindowingStrategy;

/** Features of triggers. */
final class TriggerFeatures {

  private final KnownTransforms known;
  private final FindingList findings;

  /** Those that somebody chose, unlike those with which Beam goes on after a grouping. */
  private final Set<Trigger> chosen = Collections.newSetFromMap(new IdentityHashMap<>());

  TriggerFeatures(KnownTransforms known, FindingList findings) {
    this.known = known;
    this.findings = findings;
  }

  void set(Trigger trigger) {
    chosen.add(trigger);
  }

  /**
   * Adds what a grouping's trigger uses.
   *
   * @return whether the trigger may fire other than once, at the end of a window
   */
  boolean used(WindowUse use) {
    WindowingStrategy<?, ?> strategy = use.strategy();
    Trigger trigger = strategy.getTrigger();
    if (firesAtEndOnly(trigger)) {
      // Bounded input is grouped per window; when its watermark passes does not show.
      if (use.unbounded() && !(strategy.getWindowFn() instanceof GlobalWindows)) {
        use.addTo(findings, "trig.event-time", trigger.toString());
      }
      return false;
    }
    if (chosen.contains(trigger)) {
      boolean mayBeLate = use.unbounded() && strategy.getAllowedLateness().getMillis() > 0;
      add(use, trigger, trigger.toString(), mayBeLate);
    }
    return true;
  }

  private static boolean firesAtEndOnly(Trigger trigger) {
    return trigger instanceof DefaultTrigger
        || trigger instanceof FromEndOfWindow
        || (trigger instanceof Repeatedly repeatedly
            && repeatedly.getRepeatedTrigger() instanceof FromEndOfWindow);
  }

  private void add(WindowUse use, Trigger trigger, String whole, boolean mayBeLate) {
    if (trigger instanceof AfterWatermarkEarlyAndLate both) {
      use.addTo(findings, "trig.event-time", whole);
      // Late firings alone come with an early trigger that never fires.
      if (!(both.getEarlyTrigger() instanceof NeverTrigger)) {
        use.addTo(findings, "trig.early", whole);
        add(use, both.getEarlyTrigger(), whole, mayBeLate);
      }
      if (both.getLateTrigger() != null && mayBeLate) {
        use.addTo(findings, "trig.late", whole);
        add(use, both.getLateTrigger(), whole, mayBeLate);
      }
      return;
    }
    if (trigger instanceof FromEndOfWindow || trigger instanceof DefaultTrigger) {
      use.addTo(findings, "trig.event-time", whole);
    }
    known.trigger(trigger.getClass()).ifPresent(feature -> use.addTo(findings, feature, whole));
    trigger.subTriggers().forEach(inner -> add(use, inner, whole, mayBeLate));
  }
}
