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
package io.beamlambda.capability.probe.window;

import io.beamlambda.capability.probe.Outbox;
import io.beamlambda.capability.probe.Text;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;

/**
 * Observes groups: {@code a [1, 2] [0 10)}, the key, the values in their order, the window in
 * seconds after the start of scripts.
 */
class ObservePanes extends DoFn<KV<String, Iterable<Integer>>, Void> {

  private static final long serialVersionUID = 1;

  private final Outbox outbox;

  ObservePanes(Outbox outbox) {
    this.outbox = outbox;
  }

  @ProcessElement
  public void process(
      @Element KV<String, Iterable<Integer>> group, BoundedWindow window, PaneInfo pane) {
    outbox.add(group(group, window) + describe(pane));
  }

  /** What is said of the pane, with a blank before it; nothing by default. */
  String describe(PaneInfo pane) {
    return "";
  }

  private static String group(KV<String, Iterable<Integer>> group, BoundedWindow window) {
    return group.getKey() + " " + Text.sorted(group.getValue()) + " " + Text.of(window);
  }

  /** Adds the timing: {@code a [1, 2] [0 10) EARLY}. */
  static final class WithTiming extends ObservePanes {

    private static final long serialVersionUID = 1;

    WithTiming(Outbox outbox) {
      super(outbox);
    }

    @Override
    String describe(PaneInfo pane) {
      return " " + pane.getTiming();
    }
  }

  /** Adds all: {@code a [1, 2] [0 10) LATE, index 2, since on time 1, last}. */
  static final class WithInfo extends ObservePanes {

    private static final long serialVersionUID = 1;

    WithInfo(Outbox outbox) {
      super(outbox);
    }

    @Override
    String describe(PaneInfo pane) {
      return " %s, index %d, since on time %d%s%s"
          .formatted(
              pane.getTiming(),
              pane.getIndex(),
              pane.getNonSpeculativeIndex(),
              pane.isFirst() ? ", first" : "",
              pane.isLast() ? ", last" : "");
    }
  }
}
