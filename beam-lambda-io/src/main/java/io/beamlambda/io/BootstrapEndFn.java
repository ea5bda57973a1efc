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
package io.beamlambda.io;

import org.apache.beam.sdk.transforms.DoFn;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Says that the lake has ended when all of its rows have been counted: in a batch job. */
final class BootstrapEndFn extends DoFn<Long, BootstrapEnd> {

  private static final long serialVersionUID = 1L;

  private final BootstrapEnd planned;
  private final Instant builtAt;

  BootstrapEndFn(BootstrapEnd planned, Instant builtAt) {
    this.planned = planned;
    this.builtAt = builtAt;
  }

  @ProcessElement
  public void processElement(@Element Long rows, OutputReceiver<BootstrapEnd> out) {
    Instant now = Instant.now();
    out.output(planned.reached(rows, now, new Duration(builtAt, now)));
  }
}
