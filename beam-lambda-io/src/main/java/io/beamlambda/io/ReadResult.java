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

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/** What {@link LambdaIO.Read#withBootstrapEnd} gives. */
public final class ReadResult<T> implements POutput {

  private final PCollection<T> events;
  private final PCollection<BootstrapEnd> bootstrapEnd;

  ReadResult(PCollection<T> events, PCollection<BootstrapEnd> bootstrapEnd) {
    this.events = events;
    this.bootstrapEnd = bootstrapEnd;
  }

  /** All events, as {@link LambdaIO.Read} gives them. */
  public PCollection<T> events() {
    return events;
  }

  /** One element, when the lake has been read. */
  public PCollection<BootstrapEnd> bootstrapEnd() {
    return bootstrapEnd;
  }

  @Override
  public Pipeline getPipeline() {
    return events.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(
        new TupleTag<T>("events"), events, new TupleTag<BootstrapEnd>("end"), bootstrapEnd);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {
    // The two collections are finished by the transforms that make them.
  }
}
