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

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/** The end of a probe's pipeline: every element is an observation. */
public final class ToOutbox extends DoFn<String, Void> {

  private static final long serialVersionUID = 1;

  private final Outbox outbox;

  private ToOutbox(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Adds every element to the outbox of a run. */
  public static ParDo.SingleOutput<String, Void> of(ProbeRun run) {
    return ParDo.of(new ToOutbox(run.outbox()));
  }

  @ProcessElement
  public void process(@Element String observation) {
    outbox.add(observation);
  }
}
