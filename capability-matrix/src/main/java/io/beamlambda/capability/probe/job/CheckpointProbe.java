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
import io.beamlambda.capability.Condition;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.probe.FailOnceFn;
import io.beamlambda.capability.probe.Outbox;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Retries;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.Setting;
import io.beamlambda.capability.probe.Text;
import io.beamlambda.capability.probe.ToOutbox;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;

/**
 * Elements that a stateful DoFn numbers, a failure after the third, and a group of all numbers at
 * the end: each is there once, and the first three were not processed again.
 */
@AutoService(Probe.class)
public final class CheckpointProbe implements Probe {

  @Override
  public String feature() {
    return "job.checkpoint";
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
                .pause(Duration.ofSeconds(3))
                .element("a", 4, 4)
                .element("a", 5, 5))
        .apply("window", Window.into(FixedWindows.of(org.joda.time.Duration.standardDays(1))))
        .apply("number", ParDo.of(new NumberFn(run.outbox())))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()))
        .apply(
            "fail",
            ParDo.of(
                FailOnceFn.<KV<String, Integer>>with(run, numbered -> numbered.getValue() == 4)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()))
        .apply("group", GroupByKey.create())
        .apply("describe", ParDo.of(new DescribeFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("1st element", "a [1, 2, 3, 4, 5]");
  }

  @Override
  public List<String> options(ProbeRun run) {
    // Flink tries again of its own accord, once it has checkpoints to start from.
    return run.mode().startsWith("spark") ? Retries.options(run) : List.of();
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

  private static final class NumberFn extends DoFn<KV<String, Integer>, KV<String, Integer>> {

    private static final long serialVersionUID = 1;

    private final Outbox outbox;

    @StateId("count")
    private final StateSpec<ValueState<Integer>> countSpec = StateSpecs.value(VarIntCoder.of());

    NumberFn(Outbox outbox) {
      this.outbox = outbox;
    }

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element,
        @StateId("count") ValueState<Integer> count,
        OutputReceiver<KV<String, Integer>> output) {
      Integer before = count.read();
      int number = before == null ? 1 : before + 1;
      count.write(number);
      if (number == 1) {
        outbox.add("1st element");
      }
      output.output(KV.of(element.getKey(), number));
    }
  }

  private static final class DescribeFn extends DoFn<KV<String, Iterable<Integer>>, String> {

    private static final long serialVersionUID = 1;

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<Integer>> group, OutputReceiver<String> output) {
      output.output(group.getKey() + " " + Text.sorted(group.getValue()));
    }
  }
}
