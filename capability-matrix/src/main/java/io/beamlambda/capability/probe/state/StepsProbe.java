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
package io.beamlambda.capability.probe.state;

import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/**
 * A stateful DoFn that takes one step with each element of its key, whichever comes first, and says
 * what it then reads. Key {@code a} takes all steps, key {@code b} the first one only, after them,
 * and must see nothing of what the other did. In a streaming job each step waits for the one
 * before, so that state has to last from one bundle to the next.
 */
abstract class StepsProbe implements Probe {

  /** What every step of key {@code a} reads. */
  abstract List<String> steps();

  /** The stateful DoFn. */
  abstract StepsFn fn();

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    Script script = Script.empty();
    for (int step = 1; step <= steps().size(); step++) {
      script = script.element("a", step, step).await(step);
    }
    script = script.element("b", 1, 1);
    run.events(pipeline, "events", script)
        .apply("use state", ParDo.of(fn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    List<String> expected = new ArrayList<>();
    for (int step = 1; step <= steps().size(); step++) {
      expected.add("a " + step + ": " + steps().get(step - 1));
    }
    expected.add("b 1: " + steps().get(0));
    return expected;
  }

  /** Counts the steps of its key. */
  abstract static class StepsFn extends DoFn<KV<String, Integer>, String> {

    private static final long serialVersionUID = 1;

    /** The number of a key's next step, from 1. */
    static int next(ValueState<Integer> steps) {
      Integer before = steps.read();
      int step = before == null ? 1 : before + 1;
      steps.write(step);
      return step;
    }

    static String line(KV<String, Integer> element, int step, Object read) {
      return element.getKey() + " " + step + ": " + read;
    }

    static Instant second(long seconds) {
      return Script.START.plus(org.joda.time.Duration.standardSeconds(seconds));
    }
  }
}
