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
package io.beamlambda.capability.probe.combine;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.joda.time.Duration;

/**
 * Accumulators that say whether they were merged out of others, as those are that cross a shuffle.
 */
@AutoService(Probe.class)
public final class CombinerLiftingProbe implements Probe {

  @Override
  public String feature() {
    return "combine.lifted";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(
            pipeline,
            "events",
            Script.empty().element("a", 1, 1).element("a", 2, 2).element("a", 3, 3))
        .apply("window", Window.into(FixedWindows.of(Duration.standardSeconds(10))))
        .apply("add up", Combine.perKey(new TracingSumFn()))
        .apply("values", Values.create())
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of(LIFTED);
  }

  private static final String LIFTED = "6 of accumulators";

  /** The sum is right, whether or not anything was added up before the shuffle. */
  @Override
  public boolean partly(List<String> observed, ProbeRun run) {
    return observed.equals(List.of("6 of inputs"));
  }
}
