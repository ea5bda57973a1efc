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
import io.beamlambda.capability.Condition;
import io.beamlambda.capability.Mode;
import io.beamlambda.capability.probe.FailOnceFn;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Retries;
import io.beamlambda.capability.probe.Setting;
import io.beamlambda.capability.probe.Text;
import io.beamlambda.capability.probe.ToOutbox;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * Numbers that are grouped at the end, where each must be there once, although the job fails in the
 * middle; the reader must have been made again from a mark. The DirectRunner needs no failure: it
 * now and then makes a reader again of its own accord.
 */
@AutoService(Probe.class)
public final class RestoreProbe implements Probe {

  private static final int FEW = 10;
  private static final int CULPRIT = 5;
  private static final int MANY = 2000;
  private static final String RESUMED = "read on from a mark";

  @Override
  public String feature() {
    return "source.restore";
  }

  private static int numbers(ProbeRun run) {
    return Retries.possible(run) ? FEW : MANY;
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    boolean fails = Retries.possible(run);
    pipeline
        .apply(
            "read",
            Read.from(
                NumbersSource.of(run.id(), IntStream.rangeClosed(1, numbers(run)).boxed().toList())
                    .waitingBefore(fails ? CULPRIT - 1 : -1)))
        .apply(
            "fail in the middle",
            ParDo.of(FailOnceFn.<Integer>with(run, number -> fails && number == CULPRIT)))
        .apply("one key", WithKeys.of("all"))
        .apply("window", Window.into(FixedWindows.of(Duration.standardDays(1))))
        .apply("group", GroupByKey.create())
        .apply("check", ParDo.of(new CheckFn(numbers(run))))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public void after(PipelineResult result, ProbeRun run) {
    run.outbox().add(NumbersSource.resumed(run.id()) ? RESUMED : "read from the start only");
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("1 to " + numbers(run) + ": missing [], too many []", RESUMED);
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

  private static final class CheckFn extends DoFn<KV<String, Iterable<Integer>>, String> {

    private static final long serialVersionUID = 1;

    private final int numbers;

    CheckFn(int numbers) {
      this.numbers = numbers;
    }

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<Integer>> group, OutputReceiver<String> output) {
      List<Integer> missing = new ArrayList<>(IntStream.rangeClosed(1, numbers).boxed().toList());
      List<Integer> tooMany = new ArrayList<>();
      for (Integer number : group.getValue()) {
        if (!missing.remove(number)) {
          tooMany.add(number);
        }
      }
      output.output(
          "1 to " + numbers + ": missing " + missing + ", too many " + Text.sorted(tooMany));
    }
  }
}
