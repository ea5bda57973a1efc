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
package io.beamlambda.capability.probe.sdf;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Outbox;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.UnboundedPerElement;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.joda.time.Duration;

/**
 * Numbers that come three at a time: after each three the DoFn gives the rest back, to be called
 * with it again after a while.
 */
@AutoService(Probe.class)
public final class UnboundedSdfProbe implements Probe {

  private static final int NUMBERS = 10;

  @Override
  public String feature() {
    return "sdf.unbounded";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    pipeline
        .apply("how many", Create.of(NUMBERS).withCoder(VarIntCoder.of()))
        .apply("count", ParDo.of(new ThreeAtATimeFn(run.outbox())))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    List<String> expected = new ArrayList<>(List.of("called again with the rest"));
    for (int i = 0; i < NUMBERS; i++) {
      expected.add("number " + i);
    }
    return expected;
  }

  @UnboundedPerElement
  private static final class ThreeAtATimeFn extends DoFn<Integer, String> {

    private static final long serialVersionUID = 1;

    private final Outbox outbox;

    ThreeAtATimeFn(Outbox outbox) {
      this.outbox = outbox;
    }

    @GetInitialRestriction
    public OffsetRange whole(@Element Integer numbers) {
      return new OffsetRange(0, numbers);
    }

    @ProcessElement
    public ProcessContinuation process(
        RestrictionTracker<OffsetRange, Long> tracker, OutputReceiver<String> output) {
      long from = tracker.currentRestriction().getFrom();
      if (from > 0) {
        outbox.addOnce("called again with the rest");
      }
      for (long i = from; i < from + 3; i++) {
        if (!tracker.tryClaim(i)) {
          return ProcessContinuation.stop();
        }
        output.output("number " + i);
      }
      return ProcessContinuation.resume().withResumeDelay(Duration.millis(100));
    }
  }
}
