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

import java.util.List;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.DoFn;
import org.joda.time.Instant;

/** Lets stream events from the cutoff on, and before the end, pass. */
final class SeamFn<T> extends DoFn<KafkaRecord<Void, List<StreamEvent<T>>>, T> {

  private static final long serialVersionUID = 1L;

  private final SeamCounters counters = new SeamCounters();
  private final RunSpec run;

  SeamFn(RunSpec run) {
    this.run = run;
  }

  @ProcessElement
  public void processElement(
      @Element KafkaRecord<Void, List<StreamEvent<T>>> block, OutputReceiver<T> out) {
    long passed = 0;
    for (StreamEvent<T> event : block.getKV().getValue()) {
      if (counters.passes(event)) {
        passed++;
        out.outputWithTimestamp(event.event(), Instant.ofEpochMilli(event.eventTimeMillis()));
      }
    }
    ReadRun.of(run).streamRows().add(passed);
  }
}
