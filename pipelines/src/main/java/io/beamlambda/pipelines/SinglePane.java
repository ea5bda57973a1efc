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
package io.beamlambda.pipelines;

import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.apache.beam.sdk.values.WindowingStrategy.AccumulationMode;
import org.joda.time.Duration;

/**
 * Windows that have one pane each.
 *
 * <p>When the watermark passes the end of a window without lateness, the window gives its pane and
 * is gone. Whether its trigger has finished then, and whether its pane is kept, makes no difference
 * any more; but Beam's {@code ReduceFnRunner} asks for the former some eight times per element and
 * pane, unless the trigger is the default one, and counts elements for the latter, unless panes are
 * discarded. Each is an access to state.
 */
final class SinglePane {

  private SinglePane() {}

  /**
   * A windowing with the same results that needs less state, or {@code windowing} itself where
   * there is none.
   */
  static WindowingStrategy<?, ?> simplify(WindowingStrategy<?, ?> windowing) {
    return canBeSimpler(windowing)
        ? windowing
            .withTrigger(DefaultTrigger.of())
            .withMode(AccumulationMode.DISCARDING_FIRED_PANES)
        : windowing;
  }

  /** What {@code grouped} would be, had not {@link #simplify} changed its {@code windowing}. */
  static WindowingStrategy<?, ?> restore(
      WindowingStrategy<?, ?> grouped, WindowingStrategy<?, ?> windowing) {
    return canBeSimpler(windowing)
        ? grouped
            .withTrigger(windowing.getTrigger().getContinuationTrigger())
            .withMode(windowing.getMode())
        : grouped;
  }

  private static boolean canBeSimpler(WindowingStrategy<?, ?> windowing) {
    return hasOnePane(windowing)
        && !(windowing.getTrigger() instanceof DefaultTrigger
            && windowing.getMode() == AccumulationMode.DISCARDING_FIRED_PANES);
  }

  private static boolean hasOnePane(WindowingStrategy<?, ?> windowing) {
    Trigger trigger = windowing.getTrigger();
    // GroupByKey refuses the default trigger on an endless input in one global window.
    return !(windowing.getWindowFn() instanceof GlobalWindows)
        && windowing.getAllowedLateness().isEqual(Duration.ZERO)
        && (trigger instanceof AfterWatermark.FromEndOfWindow || trigger instanceof DefaultTrigger);
  }
}
