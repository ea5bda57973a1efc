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
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;

/**
 * Bounded and unbounded elements in one window, which closes while the unbounded input goes on:
 * what is bounded holds nothing up once it has been read.
 */
@AutoService(Probe.class)
public final class FlattenMixedProbe implements Probe {

  @Override
  public String feature() {
    return "core.flatten-mixed";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    PCollectionList.of(
            pipeline.apply(
                "bounded",
                Create.timestamped(
                        TimestampedValue.of(
                            KV.of("a", 1), Script.START.plus(Duration.standardSeconds(1))),
                        TimestampedValue.of(
                            KV.of("a", 2), Script.START.plus(Duration.standardSeconds(11))))
                    .withCoder(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()))))
        .and(
            run.events(
                pipeline,
                "unbounded",
                Script.empty()
                    .element("a", 3, 2)
                    .pause(java.time.Duration.ofSeconds(3))
                    .watermark(10)
                    .await(1)
                    .element("a", 4, 12)))
        .apply("all", Flatten.pCollections())
        .apply("window", Window.into(FixedWindows.of(Duration.standardSeconds(10))))
        .apply("group", GroupByKey.create())
        .apply("describe", ParDo.of(new DescribeGroupFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a [0 10) [1, 3]", "a [10 20) [2, 4]");
  }
}
