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
package io.beamlambda.capability.probe.window;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.probe.Outbox;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** A group has the timestamp of its first element, of its last, or of its window's end. */
@AutoService(Probe.class)
public final class TimestampCombinerProbe implements Probe {

  @Override
  public String feature() {
    return "win.timestamp-combiner";
  }

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    PCollection<KV<String, Integer>> events =
        run.events(
            pipeline, "Read", Script.empty().element("a", 1, 4).element("a", 2, 2).watermark(10));
    for (TimestampCombiner combiner : TimestampCombiner.values()) {
      events
          .apply(
              "Window " + combiner,
              Window.<KV<String, Integer>>into(FixedWindows.of(Duration.standardSeconds(10)))
                  .withTimestampCombiner(combiner))
          .apply("Group " + combiner, GroupByKey.create())
          .apply("Observe " + combiner, ParDo.of(new Observe(combiner.name(), run.outbox())));
    }
  }

  @Override
  public List<String> expected(ProbeRun run) {
    return List.of("EARLIEST at 2000 ms", "LATEST at 4000 ms", "END_OF_WINDOW at 9999 ms");
  }

  private static final class Observe extends DoFn<KV<String, Iterable<Integer>>, Void> {

    private static final long serialVersionUID = 1;

    private final String name;
    private final Outbox outbox;

    Observe(String name, Outbox outbox) {
      this.name = name;
      this.outbox = outbox;
    }

    @ProcessElement
    public void process(@Timestamp Instant timestamp) {
      outbox.add(name + " at " + (timestamp.getMillis() - Script.START.getMillis()) + " ms");
    }
  }
}
