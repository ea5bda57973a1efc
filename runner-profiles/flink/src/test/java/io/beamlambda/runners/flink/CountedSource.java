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
package io.beamlambda.runners.flink;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Events of one time in one split, whose mark is how many of them were read. Subclasses say what
 * they are and what happens meanwhile.
 *
 * @param <T> the type of the events
 */
abstract class CountedSource<T> extends UnboundedSource<T, CountedSource.Mark<T>> {

  private static final long serialVersionUID = 1L;

  private final Coder<T> coder;
  private final int events;
  private final Instant time;

  CountedSource(Coder<T> coder, int events, Instant time) {
    this.coder = coder;
    this.events = events;
    this.time = time;
  }

  /** The event behind so many. */
  abstract T event(int before);

  /** The watermark of a reader that has read all events, or not. */
  abstract Instant watermark(boolean all);

  /** A reader is about to look for an event. */
  void advancing() {}

  /** A checkpoint is taken from a reader that has read all events, or not. */
  void marked(boolean all) {}

  /** A checkpoint is complete. */
  void completed() {}

  record Mark<T>(CountedSource<T> source, int read) implements CheckpointMark, Serializable {
    @Override
    public void finalizeCheckpoint() {
      source.completed();
    }
  }

  @Override
  public List<CountedSource<T>> split(int desiredNumSplits, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<T> createReader(PipelineOptions options, @Nullable Mark<T> mark) {
    return new Reader<>(this, mark == null ? 0 : mark.read());
  }

  @Override
  @SuppressWarnings("unchecked") // A class does not tell the type of its events.
  public Coder<Mark<T>> getCheckpointMarkCoder() {
    return SerializableCoder.of((Class<Mark<T>>) (Class<?>) Mark.class);
  }

  @Override
  public Coder<T> getOutputCoder() {
    return coder;
  }

  private static final class Reader<T> extends UnboundedReader<T> {
    private final CountedSource<T> source;
    private int read;

    private Reader(CountedSource<T> source, int read) {
      this.source = source;
      this.read = read;
    }

    private boolean all() {
      return read == source.events;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      source.advancing();
      if (all()) {
        return false;
      }
      read++;
      return true;
    }

    @Override
    public T getCurrent() {
      return source.event(read - 1);
    }

    @Override
    public Instant getCurrentTimestamp() {
      return source.time;
    }

    @Override
    public Instant getWatermark() {
      return source.watermark(all());
    }

    @Override
    public CheckpointMark getCheckpointMark() {
      source.marked(all());
      return new Mark<>(source, read);
    }

    @Override
    public UnboundedSource<T, ?> getCurrentSource() {
      return source;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
