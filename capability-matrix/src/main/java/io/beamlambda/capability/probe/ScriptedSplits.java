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

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** An unbounded source that follows several scripts at once, each in a split of its own. */
final class ScriptedSplits extends UnboundedSource<KV<String, Integer>, ScriptedSource.Mark> {

  private static final long serialVersionUID = 1;

  private final List<ScriptedSource> splits;

  ScriptedSplits(List<ScriptedSource> splits) {
    this.splits = List.copyOf(splits);
  }

  @Override
  public List<ScriptedSource> split(int desiredNumSplits, PipelineOptions options) {
    return splits;
  }

  @Override
  public UnboundedReader<KV<String, Integer>> createReader(
      PipelineOptions options, ScriptedSource.@Nullable Mark mark) {
    throw new UnsupportedOperationException("A source of several splits was not split.");
  }

  @Override
  public Coder<ScriptedSource.Mark> getCheckpointMarkCoder() {
    return SerializableCoder.of(ScriptedSource.Mark.class);
  }

  @Override
  public Coder<KV<String, Integer>> getOutputCoder() {
    return ScriptedSource.coder();
  }
}
