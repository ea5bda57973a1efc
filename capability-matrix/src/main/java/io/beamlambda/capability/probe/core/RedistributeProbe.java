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
package io.beamlambda.capability.probe.core;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Redistribute;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/** Elements come out with the timestamps and windows that they had. */
@AutoService(Probe.class)
public final class RedistributeProbe implements Probe {

  @Override
  public String feature() {
    return "core.redistribute";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    PCollection<KV<String, Integer>> events =
        run.events(
                pipeline,
                "events",
                Script.empty().element("a", 1, 1).element("a", 1, 2).element("b", 2, 12))
            .apply("window", Window.into(FixedWindows.of(Duration.standardSeconds(10))));
    events
        .apply("by key", Redistribute.byKey())
        .apply("describe by key", ParDo.of(new DescribeElementFn("by key:")))
        .setCoder(StringUtf8Coder.of())
        .apply("observe by key", ToOutbox.of(run));
    events
        .apply("arbitrarily", Redistribute.arbitrarily())
        .apply("describe arbitrarily", ParDo.of(new DescribeElementFn("arbitrarily:")))
        .setCoder(StringUtf8Coder.of())
        .apply("observe arbitrarily", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return Stream.of("by key: ", "arbitrarily: ")
        .flatMap(
            by -> Stream.of("a 1 @1 [0 10)", "a 1 @2 [0 10)", "b 2 @12 [10 20)").map(by::concat))
        .toList();
  }
}
