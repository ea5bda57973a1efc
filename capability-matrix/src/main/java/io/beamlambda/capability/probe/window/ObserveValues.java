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
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;

/** Observes groups as if every value were in a pane of its own, so that bundles do not matter. */
final class ObserveValues extends DoFn<KV<String, Iterable<Integer>>, Void> {

  private static final long serialVersionUID = 1;

  private final ObservePanes panes;

  ObserveValues(Outbox outbox) {
    this.panes = new ObservePanes.WithTiming(outbox);
  }

  @ProcessElement
  public void process(
      @Element KV<String, Iterable<Integer>> group, BoundedWindow window, PaneInfo pane) {
    for (int value : group.getValue()) {
      panes.process(KV.of(group.getKey(), List.of(value)), window, pane);
    }
  }
}
