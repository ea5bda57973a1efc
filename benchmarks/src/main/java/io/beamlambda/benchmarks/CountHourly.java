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
package io.beamlambda.benchmarks;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunctions;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.joda.time.Duration;

/** Counts per key and hour, one pane per window, and hands the results to the {@link Probe}. */
final class CountHourly extends PTransform<PCollection<String>, PDone> {

  private static final long serialVersionUID = 1L;

  private final PTransform<PCollection<KV<String, String>>, PCollection<KV<String, Long>>> count;

  /** Counts by {@code count}, which counts the values per key and window. */
  CountHourly(PTransform<PCollection<KV<String, String>>, PCollection<KV<String, Long>>> count) {
    this.count = count;
  }

  @Override
  public PDone expand(PCollection<String> keys) {
    keys.apply(
            "Hours",
            Window.<String>into(FixedWindows.of(Duration.standardHours(1)))
                .triggering(AfterWatermark.pastEndOfWindow())
                .withAllowedLateness(Duration.ZERO)
                .accumulatingFiredPanes())
        .apply("Key", WithKeys.of(SerializableFunctions.<String>identity()))
        .setCoder(
            org.apache.beam.sdk.coders.KvCoder.of(
                org.apache.beam.sdk.coders.StringUtf8Coder.of(),
                org.apache.beam.sdk.coders.StringUtf8Coder.of()))
        .apply("Count", count)
        .apply("Probe", ParDo.of(new ProbeFn()));
    return PDone.in(keys.getPipeline());
  }

  private static final class ProbeFn extends DoFn<KV<String, Long>, Void> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<String, Long> count, BoundedWindow window, PaneInfo pane) {
      Probe.result(
          count.getKey(),
          window.maxTimestamp().getMillis() + 1,
          count.getValue(),
          pane.getTiming() == PaneInfo.Timing.ON_TIME);
    }
  }
}
