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

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Instant;

/** Keeps all that is known of each pane that a pipeline of this JVM emits. */
final class Panes extends DoFn<KV<String, String>, Void> {

  private static final long serialVersionUID = 1L;
  private static final Map<String, Queue<Pane>> EMITTED = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  record Pane(String key, String value, Instant timestamp, BoundedWindow window, PaneInfo info) {}

  /** A pipeline on the DirectRunner. */
  static Pipeline pipeline() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    return Pipeline.create(options);
  }

  /** The panes of elements that are windowed and combined on the DirectRunner, as they came. */
  static List<Pane> of(
      PTransform<PBegin, PCollection<KV<String, Long>>> elements,
      Window<KV<String, Long>> window,
      PTransform<PCollection<KV<String, Long>>, PCollection<KV<String, String>>> combine) {
    Pipeline pipeline = pipeline();
    Panes panes = new Panes();
    pipeline
        .apply("Elements", elements)
        .apply("Window", window)
        .apply("Combine", combine)
        .apply("Panes", ParDo.of(panes));
    pipeline.run().waitUntilFinish();
    return panes.emitted();
  }

  @ProcessElement
  public void keep(
      @Element KV<String, String> element,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      PaneInfo info) {
    EMITTED
        .computeIfAbsent(id, key -> new ConcurrentLinkedQueue<>())
        .add(new Pane(element.getKey(), element.getValue(), timestamp, window, info));
  }

  /** What has come so far. */
  List<Pane> emitted() {
    return List.copyOf(EMITTED.getOrDefault(id, new ConcurrentLinkedQueue<>()));
  }
}
