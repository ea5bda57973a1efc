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
package io.beamlambda.capability.probe;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * One run of a probe on one mode. Serializable, so that DoFns can keep it.
 *
 * @param id tells runs apart
 * @param mode the id of the mode that the probe runs on
 * @param streaming whether the input is unbounded
 */
public record ProbeRun(String id, String mode, boolean streaming) implements Serializable {

  /** Where observations go. */
  public Outbox outbox() {
    return new Outbox(id);
  }

  /**
   * Input that follows a script: an unbounded source of one split in a streaming job, which ends
   * when the script does; a bounded source with the same elements in a batch job.
   */
  public PCollection<KV<String, Integer>> events(Pipeline pipeline, String name, Script script) {
    PCollection<KV<String, Integer>> events =
        streaming
            ? pipeline.apply(name, Read.from(new ScriptedSource(name, script, this)))
            : pipeline.apply(name, Read.from(new ElementsSource(name, script, this)));
    return events.setCoder(ScriptedSource.coder());
  }

  /**
   * Input of several splits, each of which follows a script of its own: an unbounded source in a
   * streaming job, which ends when all scripts do; a bounded one with the same elements in a batch
   * job.
   */
  public PCollection<KV<String, Integer>> events(
      Pipeline pipeline, String name, List<Script> splits) {
    if (!streaming) {
      List<Script.Step> all = splits.stream().flatMap(split -> split.steps().stream()).toList();
      return events(pipeline, name, new Script(all));
    }
    List<ScriptedSource> sources = new ArrayList<>();
    for (Script split : splits) {
      sources.add(new ScriptedSource(name + " " + (sources.size() + 1), split, this));
    }
    return pipeline
        .apply(name, Read.from(new ScriptedSplits(sources)))
        .setCoder(ScriptedSource.coder());
  }
}
