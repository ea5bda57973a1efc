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

import io.beamlambda.capability.probe.Script.Element;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/** The elements of a script, in its order; one split, so that the order is kept. */
final class ElementsSource extends BoundedSource<KV<String, Integer>> {

  private static final long serialVersionUID = 1;

  private final String name;
  private final Script script;
  private final ProbeRun run;

  ElementsSource(String name, Script script, ProbeRun run) {
    this.name = name;
    this.script = script;
    this.run = run;
  }

  @Override
  public List<ElementsSource> split(long desiredBundleSizeBytes, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public long getEstimatedSizeBytes(PipelineOptions options) {
    return script.steps().size();
  }

  @Override
  public BoundedReader<KV<String, Integer>> createReader(PipelineOptions options) {
    return new Reader(this);
  }

  @Override
  public Coder<KV<String, Integer>> getOutputCoder() {
    return ScriptedSource.coder();
  }

  private static final class Reader extends BoundedReader<KV<String, Integer>> {

    private final ElementsSource source;
    private final ScriptProgress progress;
    private final List<Element> elements;
    private int current = -1;

    Reader(ElementsSource source) {
      this.source = source;
      this.progress = ScriptProgress.of(source.script, source.name, source.run);
      this.elements =
          source.script.steps().stream()
              .filter(Element.class::isInstance)
              .map(Element.class::cast)
              .toList();
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      current = Math.min(current + 1, elements.size());
      boolean more = current < elements.size();
      if (!more) {
        progress.end();
      }
      return more;
    }

    @Override
    public KV<String, Integer> getCurrent() {
      return KV.of(element().key(), element().value());
    }

    @Override
    public Instant getCurrentTimestamp() {
      return element().timestamp();
    }

    private Element element() {
      if (current < 0 || current >= elements.size()) {
        throw new NoSuchElementException();
      }
      return elements.get(current);
    }

    @Override
    public ElementsSource getCurrentSource() {
      return source;
    }

    @Override
    public void close() {
      // There is nothing to release.
    }
  }
}
