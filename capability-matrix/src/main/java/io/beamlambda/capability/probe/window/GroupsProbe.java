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

import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;

/** A script, windows, groups by key: what each window of a key holds in the end. */
abstract class GroupsProbe implements Probe {

  /** The input. */
  abstract Script script();

  /** The windows, with a trigger that fires when they are complete, and no lateness. */
  abstract Window<KV<String, Integer>> windows();

  @Override
  public void build(Pipeline pipeline, ProbeRun run) {
    run.events(pipeline, "Read", script())
        .apply("Window", windows())
        .apply("Group", GroupByKey.create())
        .apply("Observe", ParDo.of(new ObservePanes(run.outbox())));
  }
}
