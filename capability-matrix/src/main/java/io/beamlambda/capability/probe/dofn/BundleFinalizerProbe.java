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
import io.beamlambda.capability.probe.Outbox;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.Setting;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Registers a callback with each element; in a streaming job the next one waits for it. */
@AutoService(Probe.class)
public final class BundleFinalizerProbe implements Probe {

  @Override
  public String feature() {
    return "dofn.bundle-finalizer";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(
            pipeline,
            "events",
            Script.empty().element("a", 1, 1).await(2).element("a", 2, 2).await(4))
        .apply("register callbacks", ParDo.of(new RegisterFn(run.outbox())));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("1 durable", "1 processed", "2 durable", "2 processed");
  }

  @Override
  public List<Setting> settings(ProbeRun run) {
    return run.mode().equals(Mode.FLINK_STREAMING)
        ? List.of(
            new Setting(
                new Condition("checkpointingInterval", "> 0"),
                List.of("--checkpointingInterval=200")))
        : List.of();
  }

  private static final class RegisterFn extends DoFn<KV<String, Integer>, Void> {

    private static final long serialVersionUID = 1;

    private final Outbox outbox;

    RegisterFn(Outbox outbox) {
      this.outbox = outbox;
    }

    @ProcessElement
    public void process(@Element KV<String, Integer> element, BundleFinalizer finalizer) {
      int value = element.getValue();
      outbox.add(value + " processed");
      finalizer.afterBundleCommit(
          Instant.now().plus(Duration.standardMinutes(1)), () -> outbox.add(value + " durable"));
    }
  }
}
