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
package io.beamlambda.pipelines;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;

/** Adds to an aggregate what it is the aggregate of. */
final class ResultFn extends DoFn<KV<String, Aggregate>, Result> {

  private static final long serialVersionUID = 1L;

  private final String pipelineVersion;

  ResultFn(String pipelineVersion) {
    this.pipelineVersion = pipelineVersion;
  }

  @ProcessElement
  public void processElement(
      @Element KV<String, Aggregate> element,
      BoundedWindow window,
      PaneInfo pane,
      OutputReceiver<Result> output) {
    IntervalWindow interval = (IntervalWindow) window;
    output.output(
        Result.builder()
            .setKey(element.getKey())
            .setWindowStart(interval.start())
            .setWindowEnd(interval.end())
            .setValues(element.getValue().values())
            .setElements(element.getValue().count())
            .setPaneTiming(pane.getTiming())
            .setPaneIndex(pane.getIndex())
            .setPipelineVersion(pipelineVersion)
            .build());
  }
}
