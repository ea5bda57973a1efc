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

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.ParDo;

/**
 * Elements that are only put out at the end of their bundle, by a DoFn that watches the order of
 * its calls.
 */
@AutoService(Probe.class)
public final class LifecycleProbe implements Probe {

  private static final String TORN_DOWN = "every instance torn down";

  @Override
  public String feature() {
    return "dofn.lifecycle";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(
            pipeline,
            "events",
            Script.empty().element("a", 1, 1).await(1).element("a", 2, 2).element("a", 3, 3))
        .apply("live", ParDo.of(new LifecycleFn(run.id())))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public void after(PipelineResult result, ProbeRun run) {
    run.outbox().add(Instances.of(run.id()).allTornDown() ? TORN_DOWN : "instances left");
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of(
        "1 at the end of its bundle",
        "2 at the end of its bundle",
        "3 at the end of its bundle",
        TORN_DOWN);
  }

  /** Teardown is promised to be tried only. */
  @Override
  public boolean partly(List<String> observed, ProbeRun run) {
    List<String> elements = new ArrayList<>(expected(run));
    elements.remove(TORN_DOWN);
    return observed.containsAll(elements)
        && observed.size() == elements.size() + 1
        && observed.contains("instances left");
  }
}
