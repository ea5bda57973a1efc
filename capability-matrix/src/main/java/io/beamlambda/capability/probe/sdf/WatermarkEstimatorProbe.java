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
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.Text;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;

/**
 * A splittable DoFn that moves its watermark past its first element's window, and puts out the
 * second element only when that window has been seen to close.
 */
@AutoService(Probe.class)
public final class WatermarkEstimatorProbe implements Probe {

  @Override
  public String feature() {
    return "sdf.watermark-estimator";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    pipeline
        .apply(
            "start",
            Create.timestamped(TimestampedValue.of(0, Script.START)).withCoder(VarIntCoder.of()))
        .apply("play", ParDo.of(new TwoElementsFn(run.id(), run.outbox())))
        .setCoder(StringUtf8Coder.of())
        .apply("window", Window.into(FixedWindows.of(Duration.standardSeconds(10))))
        .apply("count", Combine.globally(Count.<String>combineFn()).withoutDefaults())
        .apply("describe", ParDo.of(new DescribeFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("[0 10) 1", "[20 30) 1", "second after the first window");
  }

  private static final class DescribeFn extends DoFn<Long, String> {

    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(@Element Long count, BoundedWindow window, OutputReceiver<String> output) {
      output.output(Text.of(window) + " " + count);
    }
  }
}
