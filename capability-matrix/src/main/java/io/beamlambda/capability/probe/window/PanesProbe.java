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

import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowingStrategy.AccumulationMode;
import org.joda.time.Duration;

/**
 * A script, windows of 10 s with a trigger, groups by key: the panes that come.
 *
 * <p>The model lets a runner fire later than a trigger would, and leaves the bundles to it. The
 * scripts take both away. In a streaming job they wait for each pane before they go on. In a batch
 * job the elements are such that every way to bundle them gives the same panes, on a runner that
 * heeds triggers: mostly, there is one element per key and window. A batch job's watermark stays at
 * the beginning until all has been read, so that early panes are due there, too.
 *
 * <p>A runner that gives final results only does not do what the trigger asks for, but loses
 * nothing: that is partial.
 */
abstract class PanesProbe implements Probe {

  /** The input. */
  abstract Script script(ProbeRun run);

  /** Whether a pane holds what the ones before it held; by default it does not. */
  AccumulationMode mode() {
    return AccumulationMode.DISCARDING_FIRED_PANES;
  }

  /** Adds trigger and lateness. */
  abstract Window<KV<String, Integer>> panes(Window<KV<String, Integer>> windows, ProbeRun run);

  /** How panes are observed; with their timing by default. */
  DoFn<KV<String, Iterable<Integer>>, Void> observer(ProbeRun run) {
    return new ObservePanes.WithTiming(run.outbox());
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(pipeline, "Read", script(run))
        .apply("Window", windows(run))
        .apply("Group", GroupByKey.create())
        .apply("Observe", ParDo.of(observer(run)));
  }

  private Window<KV<String, Integer>> windows(ProbeRun run) {
    Window<KV<String, Integer>> panes =
        panes(Window.into(FixedWindows.of(Duration.standardSeconds(10))), run);
    return accumulates() ? panes.accumulatingFiredPanes() : panes.discardingFiredPanes();
  }

  private boolean accumulates() {
    return mode() == AccumulationMode.ACCUMULATING_FIRED_PANES;
  }

  @Override
  public boolean partly(List<String> observed, ProbeRun run) {
    List<String> expected = expected(run);
    return accumulates()
        ? FinalResults.last(observed).equals(FinalResults.last(expected))
        : FinalResults.together(observed).equals(FinalResults.together(expected));
  }
}
