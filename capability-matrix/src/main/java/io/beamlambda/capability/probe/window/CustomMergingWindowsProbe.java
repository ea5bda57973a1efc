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

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sessions whose gap each element sets for itself: as many seconds as its value. */
@AutoService(Probe.class)
public final class CustomMergingWindowsProbe extends GroupsProbe {

  @Override
  public String feature() {
    return "win.custom-merging";
  }

  @Override
  Script script() {
    return Script.empty()
        .element("a", 2, 0)
        .element("a", 5, 6)
        .element("a", 7, 1)
        .watermark(12)
        .element("a", 3, 12);
  }

  @Override
  Window<KV<String, Integer>> windows() {
    return Window.into(new OwnGaps());
  }

  @Override
  public List<String> expected(ProbeRun run) {
    // 0-2, 6-11 and 1-8 overlap; 12-15 does not.
    return List.of("a [2, 5, 7] [0 11)", "a [3] [12 15)");
  }

  /** Merges what overlaps. */
  static final class OwnGaps extends WindowFn<KV<String, Integer>, IntervalWindow> {

    private static final long serialVersionUID = 1;

    @Override
    public Collection<IntervalWindow> assignWindows(AssignContext context) {
      return List.of(
          new IntervalWindow(
              context.timestamp(), Duration.standardSeconds(context.element().getValue())));
    }

    @Override
    public void mergeWindows(MergeContext context) throws Exception {
      List<IntervalWindow> overlapping = new ArrayList<>();
      for (IntervalWindow window : new TreeSet<>(context.windows())) {
        if (!overlapping.isEmpty() && !span(overlapping).intersects(window)) {
          merge(overlapping, context);
          overlapping.clear();
        }
        overlapping.add(window);
      }
      merge(overlapping, context);
    }

    private void merge(List<IntervalWindow> windows, MergeContext context) throws Exception {
      if (windows.size() > 1) {
        context.merge(List.copyOf(windows), span(windows));
      }
    }

    private static IntervalWindow span(List<IntervalWindow> windows) {
      return windows.stream().reduce(IntervalWindow::span).orElseThrow();
    }

    @Override
    public boolean isCompatible(WindowFn<?, ?> other) {
      return other instanceof OwnGaps;
    }

    @Override
    public Coder<IntervalWindow> windowCoder() {
      return IntervalWindow.getCoder();
    }

    @Override
    public WindowMappingFn<IntervalWindow> getDefaultWindowMappingFn() {
      throw new UnsupportedOperationException("These windows are not for side inputs.");
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OwnGaps;
    }

    @Override
    public int hashCode() {
      return OwnGaps.class.hashCode();
    }
  }
}
