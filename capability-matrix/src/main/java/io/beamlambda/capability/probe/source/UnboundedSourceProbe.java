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
package io.beamlambda.capability.probe.source;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.ParDo;

/** Each element comes out, with its timestamp, before the next one is read. */
@AutoService(Probe.class)
public final class UnboundedSourceProbe implements Probe {

  @Override
  public String feature() {
    return "source.unbounded";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    // Unbounded in a batch job, too, to see what that makes of it.
    new ProbeRun(run.id(), run.mode(), true)
        .events(
            pipeline,
            "events",
            Script.empty()
                .element("a", 1, 1)
                .await(1)
                .element("a", 2, 3)
                .await(2)
                .element("b", 3, 2))
        .apply("describe", ParDo.of(new DescribeFn(run.outbox())))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a 1 @1 after 0", "a 2 @3 after 1", "b 3 @2 after 2");
  }
}
