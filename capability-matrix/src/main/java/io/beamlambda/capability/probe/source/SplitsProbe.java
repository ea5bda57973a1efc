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

import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.Text;
import io.beamlambda.capability.probe.ToOutbox;
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

/**
 * Two splits of one source: one has an element of second 100 at once, the other one of second 5 two
 * seconds later. No lateness is allowed, and yet nothing may be lost: the second split has never
 * said that nothing as early would come.
 */
abstract class SplitsProbe implements Probe {

  static final java.time.Duration LATER = java.time.Duration.ofSeconds(2);

  /** The split with the element of second 100. */
  abstract Script ahead();

  /** The split with the element of second 5. */
  abstract Script behind();

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(pipeline, "events", List.of(ahead(), behind()))
        .apply("say what is read", ParDo.of(new ReadFn(run)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()))
        .apply("window", Window.into(FixedWindows.of(Duration.standardSeconds(10))))
        .apply("group", GroupByKey.create())
        .apply("describe", ParDo.of(new GroupFn()))
        .setCoder(StringUtf8Coder.of())
        .apply("observe", ToOutbox.of(run));
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("ahead [100 110) [1]", "ahead read", "behind [0 10) [2]", "behind read");
  }

  private static final class ReadFn extends DoFn<KV<String, Integer>, KV<String, Integer>> {

    private static final long serialVersionUID = 1;

    private final ProbeRun run;

    ReadFn(ProbeRun run) {
      this.run = run;
    }

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element, OutputReceiver<KV<String, Integer>> output) {
      run.outbox().add(element.getKey() + " read");
      output.output(element);
    }
  }

  private static final class GroupFn extends DoFn<KV<String, Iterable<Integer>>, String> {

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
