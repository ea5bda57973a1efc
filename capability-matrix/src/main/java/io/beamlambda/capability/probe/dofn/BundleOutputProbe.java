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
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.Setting;
import io.beamlambda.capability.probe.Text;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Elements that a DoFn keeps until their bundle ends, and a watermark that passes the end of their
 * window meanwhile, with nothing behind it: what the bundle puts out belongs to the window all the
 * same. On Flink with checkpoints, which end bundles, too.
 */
@AutoService(Probe.class)
public final class BundleOutputProbe implements Probe {

  @Override
  public String feature() {
    return "dofn.bundle-output";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(
            pipeline,
            "events",
            Script.empty()
                .element("a", 1, 1)
                .element("a", 2, 2)
                .element("a", 3, 3)
                .watermark(20)
                .await(1))
        .apply("window", Window.into(FixedWindows.of(Duration.standardSeconds(10))))
        .apply("keep", ParDo.of(new KeepFn()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()))
        .apply("group", GroupByKey.create())
        .apply("describe", ParDo.of(new DescribeFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("a [0 10) [1, 2, 3]");
  }

  @Override
  public List<String> options(ProbeRun run) {
    // Bundles that a checkpoint ends, and not the number of their elements or the time.
    return run.mode().equals(Mode.FLINK_STREAMING)
        ? List.of("--checkpointingInterval=50", "--maxBundleSize=1000", "--maxBundleTimeMills=400")
        : List.of();
  }

  @Override
  public List<Setting> settings(ProbeRun run) {
    return run.mode().equals(Mode.FLINK_STREAMING)
        ? List.of(
            new Setting(
                new Condition("finishBundleBeforeCheckpointing", "= true"),
                List.of("--finishBundleBeforeCheckpointing=true")))
        : List.of();
  }

  private record Kept(KV<String, Integer> element, Instant timestamp, BoundedWindow window) {}

  private static final class KeepFn extends DoFn<KV<String, Integer>, KV<String, Integer>> {

    private static final long serialVersionUID = 1;

    private final List<Kept> kept = new ArrayList<>();

    @StartBundle
    public void start() {
      kept.clear();
    }

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element, @Timestamp Instant timestamp, BoundedWindow window) {
      kept.add(new Kept(element, timestamp, window));
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      kept.forEach(one -> context.output(one.element(), one.timestamp(), one.window()));
    }
  }

  private static final class DescribeFn extends DoFn<KV<String, Iterable<Integer>>, String> {

    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<Integer>> group,
        BoundedWindow window,
        OutputReceiver<String> output) {
      output.output(group.getKey() + " " + Text.of(window) + " " + Text.sorted(group.getValue()));
    }
  }
}
