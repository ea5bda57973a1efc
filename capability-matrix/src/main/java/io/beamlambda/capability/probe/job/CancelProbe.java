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
package io.beamlambda.capability.probe.job;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Outbox;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.joda.time.Duration;

/** A job that never ends is cancelled when it has been seen to run, and says so. */
@AutoService(Probe.class)
public final class CancelProbe implements Probe {

  @Override
  public String feature() {
    return "job.cancel";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    pipeline
        .apply("numbers", GenerateSequence.from(0).withRate(10, Duration.standardSeconds(1)))
        .apply("run", ParDo.of(new RunFn(run.outbox())));
  }

  @Override
  public void after(PipelineResult result, ProbeRun run) {
    run.outbox().add(String.valueOf(result.getState()));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("CANCELLED", "running");
  }

  /**
   * Flink's {@code run()} returns when the job has ended, unless on a cluster and with {@code
   * --attachedMode=false}: until then nobody has the result by which to cancel it.
   */
  @Override
  public boolean partly(List<String> observed, ProbeRun run) {
    return run.mode().startsWith("flink") && observed.equals(List.of("running"));
  }

  private static final class RunFn extends DoFn<Long, Void> {

    private static final long serialVersionUID = 1;

    private final Outbox outbox;

    RunFn(Outbox outbox) {
      this.outbox = outbox;
    }

    @ProcessElement
    public void process() {
      outbox.addOnce("running");
    }
  }
}
