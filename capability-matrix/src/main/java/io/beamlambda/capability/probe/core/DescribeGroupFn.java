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
package io.beamlambda.capability.probe.core;

import io.beamlambda.capability.probe.Text;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;

/** Says what a group holds. */
final class DescribeGroupFn extends DoFn<KV<String, Iterable<Integer>>, String> {

  private static final long serialVersionUID = 1;

  @ProcessElement
  public void process(
      @Element KV<String, Iterable<Integer>> group,
      BoundedWindow window,
      OutputReceiver<String> output) {
    output.output(group.getKey() + " " + Text.of(window) + " " + Text.sorted(group.getValue()));
  }
}
