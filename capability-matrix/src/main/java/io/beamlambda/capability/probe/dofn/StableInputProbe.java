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
import io.beamlambda.capability.Condition;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Retries;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.Setting;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;

/**
 * A DoFn that fails with the first element it sees, after one that draws another number whenever it
 * is run. When the bundle is tried again, it must bring the number that was seen before.
 */
@AutoService(Probe.class)
public final class StableInputProbe implements Probe {

  @Override
  public String feature() {
    return "dofn.stable-input";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(pipeline, "events", Script.empty().element("a", 1, 1).await(1))
        .apply("draw", ParDo.of(new DrawFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("compare", ParDo.of(new CompareFn(run)))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of(
        Retries.possible(run) ? "the same after the failure" : "no failure is ever retried");
  }

  @Override
  public List<String> options(ProbeRun run) {
    return Retries.options(run);
  }

  @Override
  public List<Setting> settings(ProbeRun run) {
    return run.mode().equals(Mode.FLINK_STREAMING)
        ? List.of(
            new Setting(
                new Condition("checkpointingInterval", "> 0"),
                List.of("--checkpointingInterval=300")))
        : List.of();
  }

  private static final class DrawFn extends DoFn<KV<String, Integer>, String> {

    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(OutputReceiver<String> output) {
      output.output(UUID.randomUUID().toString());
    }
  }

  private static final class CompareFn extends DoFn<String, String> {

    private static final long serialVersionUID = 1;

    private static final Map<String, String> FIRST_SEEN = new ConcurrentHashMap<>();

    private final ProbeRun run;

    CompareFn(ProbeRun run) {
      this.run = run;
    }

    @ProcessElement
    @RequiresStableInput
    public void process(@Element String drawn, OutputReceiver<String> output) {
      if (!Retries.possible(run)) {
        output.output("no failure is ever retried");
        return;
      }
      String before = FIRST_SEEN.putIfAbsent(run.id(), drawn);
      if (before == null) {
        throw new IllegalStateException("Failed on purpose, to be tried again.");
      }
      output.output((before.equals(drawn) ? "the same" : "another") + " after the failure");
    }
  }
}
