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
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/** Sums per key and window, and per window. */
@AutoService(Probe.class)
public final class CombineProbe implements Probe {

  @Override
  public String feature() {
    return "combine.per-key";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    PCollection<KV<String, Integer>> events =
        run.events(
                pipeline,
                "events",
                Script.empty()
                    .element("a", 1, 1)
                    .element("b", 2, 2)
                    .element("a", 3, 3)
                    .watermark(10)
                    .element("a", 4, 11))
            .apply("window", Window.into(FixedWindows.of(Duration.standardSeconds(10))));
    events
        .apply("per key", Combine.perKey(Sum.ofIntegers()))
        .apply("describe per key", ParDo.of(new DescribeSumFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe per key", ToOutbox.of(run));
    events
        .apply("numbers", Values.create())
        .apply("of all", Combine.globally(Sum.ofIntegers()).withoutDefaults())
        .apply("name", WithKeys.of("all"))
        .apply("describe of all", ParDo.of(new DescribeSumFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe of all", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a [0 10) 4", "a [10 20) 4", "all [0 10) 6", "all [10 20) 4", "b [0 10) 2");
  }
}
