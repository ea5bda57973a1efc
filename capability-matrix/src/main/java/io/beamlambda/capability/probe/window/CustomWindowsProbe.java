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
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.NonMergingWindowFn;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** A WindowFn and windows of a class of our own: shifts of different lengths, with names. */
@AutoService(Probe.class)
public final class CustomWindowsProbe extends GroupsProbe {

  @Override
  public String feature() {
    return "win.custom";
  }

  @Override
  Script script() {
    return Script.empty()
        .element("a", 1, 1)
        .element("a", 2, 9)
        .element("a", 3, 8)
        .watermark(10)
        .element("a", 4, 99)
        .element("b", 5, 10);
  }

  @Override
  Window<KV<String, Integer>> windows() {
    return Window.into(new Shifts());
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a [1] morning", "a [2, 3] noon", "a [4] night", "b [5] noon");
  }

  /** The morning ends at second 8, noon at second 20, the night at second 100. */
  static final class Shifts extends NonMergingWindowFn<Object, Shift> {

    private static final long serialVersionUID = 1;

    @Override
    public Collection<Shift> assignWindows(AssignContext context) {
      long second = (context.timestamp().getMillis() - Script.START.getMillis()) / 1000;
      if (second < 8) {
        return List.of(new Shift("morning", 8));
      }
      return List.of(second < 20 ? new Shift("noon", 20) : new Shift("night", 100));
    }

    @Override
    public boolean isCompatible(WindowFn<?, ?> other) {
      return equals(other);
    }

    @Override
    public Coder<Shift> windowCoder() {
      return new Shift.ShiftCoder();
    }

    @Override
    public WindowMappingFn<Shift> getDefaultWindowMappingFn() {
      throw new UnsupportedOperationException("Shifts are not for side inputs.");
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Shifts;
    }

    @Override
    public int hashCode() {
      return Shifts.class.hashCode();
    }
  }
}
