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
package io.beamlambda.capability.probe.dofn;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;

/** Puts elements out at the end of their bundle, and whatever comes in the wrong order. */
final class LifecycleFn extends DoFn<KV<String, Integer>, String> {

  private static final long serialVersionUID = 1;

  private enum Phase {
    NEW,
    READY,
    IN_BUNDLE,
    TORN_DOWN
  }

  private final String run;
  private transient List<String> bundle;
  private transient Phase phase;

  @SuppressWarnings("NullAway.Init") // by setUp()
  LifecycleFn(String run) {
    this.run = run;
  }

  @Setup
  public void setUp() {
    Instances.of(run).setUp();
    bundle = new ArrayList<>();
    expect(null, "setup");
    phase = Phase.READY;
  }

  @StartBundle
  public void startBundle() {
    expect(Phase.READY, "start of a bundle");
    phase = Phase.IN_BUNDLE;
  }

  @ProcessElement
  public void process(@Element KV<String, Integer> element) {
    expect(Phase.IN_BUNDLE, "element");
    bundle.add(element.getValue() + " at the end of its bundle");
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    expect(Phase.IN_BUNDLE, "end of a bundle");
    phase = Phase.READY;
    for (String line : bundle) {
      context.output(line, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
    }
    bundle.clear();
  }

  @Teardown
  public void tearDown() {
    Instances.of(run).tornDown();
    phase = Phase.TORN_DOWN;
  }

  private void expect(@org.jspecify.annotations.Nullable Phase expected, String call) {
    if (phase != expected) {
      throw new IllegalStateException(call + " in phase " + phase + ", expected " + expected);
    }
  }
}
