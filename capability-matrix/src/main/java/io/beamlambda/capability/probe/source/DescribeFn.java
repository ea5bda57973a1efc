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

import io.beamlambda.capability.probe.Outbox;
import io.beamlambda.capability.probe.Text;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/** Says an element's key, value and timestamp, and how much has been observed before it. */
final class DescribeFn extends DoFn<KV<String, Integer>, String> {

  private static final long serialVersionUID = 1;

  private final Outbox outbox;

  DescribeFn(Outbox outbox) {
    this.outbox = outbox;
  }

  @ProcessElement
  public void process(
      @Element KV<String, Integer> element,
      @Timestamp Instant timestamp,
      OutputReceiver<String> output) {
    output.output(
        String.join(
            " ",
            element.getKey(),
            String.valueOf(element.getValue()),
            Text.of(timestamp),
            "after",
            String.valueOf(outbox.observed().size())));
  }
}
