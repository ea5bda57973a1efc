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
package io.beamlambda.capability.probe.sdf;

import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.values.KV;

/** Puts out key and number for each number from 0 to below the element's value, in parts of two. */
final class RangeFn extends DoFn<KV<String, Integer>, String> {

  private static final long serialVersionUID = 1;

  @GetInitialRestriction
  public OffsetRange whole(@Element KV<String, Integer> element) {
    return new OffsetRange(0, element.getValue());
  }

  @SplitRestriction
  public void split(@Restriction OffsetRange range, OutputReceiver<OffsetRange> parts) {
    range.split(2, 1).forEach(parts::output);
  }

  @ProcessElement
  public void process(
      @Element KV<String, Integer> element,
      RestrictionTracker<OffsetRange, Long> tracker,
      OutputReceiver<String> output) {
    for (long i = tracker.currentRestriction().getFrom(); tracker.tryClaim(i); i++) {
      output.output(element.getKey() + " " + i);
    }
  }
}
