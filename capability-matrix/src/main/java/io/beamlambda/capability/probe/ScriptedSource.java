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
import java.io.Serializable;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Plays a script, in one split. A reader may be made again from any mark at any time. The watermark
 * is at the end of time when the script is.
 *
 * <p>An element that stands after a watermark is not read before the runner has asked for that
 * watermark. Whether the watermark has come through to a later transform by then, only an output of
 * that transform tells, for which a script can wait.
 */
final class ScriptedSource extends UnboundedSource<KV<String, Integer>, ScriptedSource.Mark> {

  private static final long serialVersionUID = 1;

  private final String name;
  private final Script script;
  private final ProbeRun run;

  /**
   * A source.
   *
   * @param name tells the sources of a run apart
   * @param run has the outbox that the script looks into when it waits
   */
  ScriptedSource(String name, Script script, ProbeRun run) {
    this.name = name;
    this.script = script;
    this.run = run;
  }

  static Coder<KV<String, Integer>> coder() {
    return KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of());
  }

  @Override
  public List<ScriptedSource> split(int desiredNumSplits, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<KV<String, Integer>> createReader(
      PipelineOptions options, @Nullable Mark mark) {
    return new Reader(this, mark == null ? 0 : mark.next());
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return SerializableCoder.of(Mark.class);
  }

  @Override
  public Coder<KV<String, Integer>> getOutputCoder() {
    return coder();
  }

  /**
   * Where a reader goes on.
   *
   * @param next the first step that it has not taken
   */
  record Mark(int next) implements CheckpointMark, Serializable {
    @Override
    public void finalizeCheckpoint() {
      // There is nothing to acknowledge.
    }
  }

  private static final class Reader extends UnboundedReader<KV<String, Integer>> {

    private final ScriptedSource source;
    private final ScriptProgress progress;
    private int next;
    private @Nullable Element current;

    Reader(ScriptedSource source, int next) {
      this.source = source;
      this.progress = ScriptProgress.of(source.script, source.name, source.run);
      this.next = next;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      List<Script.Step> steps = source.script.steps();
      while (next < steps.size() && progress.done(next)) {
        if (steps.get(next++) instanceof Element element) {
          current = element;
          return true;
        }
      }
      current = null;
      return false;
    }

    @Override
    public KV<String, Integer> getCurrent() {
      Element element = element();
      return KV.of(element.key(), element.value());
    }

    @Override
    public Instant getCurrentTimestamp() {
      return element().timestamp();
    }

    private Element element() {
      if (current == null) {
        throw new NoSuchElementException();
      }
      return current;
    }

    @Override
    public Instant getWatermark() {
      return progress.watermark(next);
    }

    @Override
    public Mark getCheckpointMark() {
      return new Mark(next);
    }

    @Override
    public ScriptedSource getCurrentSource() {
      return source;
    }

    @Override
    public void close() {
      // There is nothing to release.
    }
  }
}
