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
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TimestampedValue;

/** Gives the rows of a block one by one, each at its event time. */
final class UnpackFn<T> extends DoFn<List<TimestampedValue<T>>, T> {

  private static final long serialVersionUID = 1L;

  private final String runId;

  /**
   * @param runId of the run whose rows these are; not its spec, which knows how to log in to Kafka:
   *     some runners show functions as text
   */
  UnpackFn(String runId) {
    this.runId = runId;
  }

  @ProcessElement
  public void processElement(@Element List<TimestampedValue<T>> block, OutputReceiver<T> out) {
    for (TimestampedValue<T> row : block) {
      out.outputWithTimestamp(row.getValue(), row.getTimestamp());
    }
  }

  @FinishBundle
  public void finishBundle() {
    ReadRun.find(runId).ifPresent(found -> found.bundles().ended());
  }
}
