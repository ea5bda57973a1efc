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
package io.beamlambda.capability.probe.source;

import io.beamlambda.capability.probe.Script;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An unbounded source of one split that reads integers, may wait before one of them, and ends. Its
 * marks are exact.
 */
final class NumbersSource extends UnboundedSource<Integer, NumbersSource.Mark> {

  private static final long serialVersionUID = 1;

  private static final Duration WAIT = Duration.ofSeconds(3);
  private static final Map<String, Long> WAITING_SINCE = new ConcurrentHashMap<>();
  private static final Map<String, Boolean> RESUMED = new ConcurrentHashMap<>();

  private final String run;
  private final List<Integer> numbers;
  private final int waitBefore;
  private final boolean withIds;

  private NumbersSource(String run, List<Integer> numbers, int waitBefore, boolean withIds) {
    this.run = run;
    this.numbers = List.copyOf(numbers);
    this.waitBefore = waitBefore;
    this.withIds = withIds;
  }

  /** Reads numbers without a wait. */
  static NumbersSource of(String run, List<Integer> numbers) {
    return new NumbersSource(run, numbers, -1, false);
  }

  /** Then it waits a while before it reads the number at a position, counted from 0. */
  NumbersSource waitingBefore(int position) {
    return new NumbersSource(run, numbers, position, withIds);
  }

  /** Then equal numbers have equal ids, and are to count once. */
  NumbersSource withRecordIds() {
    return new NumbersSource(run, numbers, waitBefore, true);
  }

  /** Whether in a run a reader was made from a mark that lay between the first and the last. */
  static boolean resumed(String run) {
    return RESUMED.containsKey(run);
  }

  @Override
  public List<NumbersSource> split(int desiredNumSplits, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<Integer> createReader(PipelineOptions options, @Nullable Mark mark) {
    int next = mark == null ? 0 : mark.next();
    if (next > 0 && next < numbers.size()) {
      RESUMED.put(run, true);
    }
    return new Reader(this, next);
  }

  @Override
  public boolean requiresDeduping() {
    return withIds;
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return SerializableCoder.of(Mark.class);
  }

  @Override
  public Coder<Integer> getOutputCoder() {
    return VarIntCoder.of();
  }

  private boolean mayRead(int position) {
    if (position != waitBefore) {
      return true;
    }
    long now = System.nanoTime();
    return now - WAITING_SINCE.computeIfAbsent(run, id -> now) >= WAIT.toNanos();
  }

  /**
   * Where a reader goes on.
   *
   * @param next the position of the first number that it has not read
   */
  record Mark(int next) implements CheckpointMark, Serializable {
    @Override
    public void finalizeCheckpoint() {
      // There is nothing to acknowledge.
    }
  }

  private static final class Reader extends UnboundedReader<Integer> {

    private final NumbersSource source;
    private int next;
    private boolean onNumber;

    Reader(NumbersSource source, int next) {
      this.source = source;
      this.next = next;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      onNumber = next < source.numbers.size() && source.mayRead(next);
      if (onNumber) {
        next++;
      }
      return onNumber;
    }

    @Override
    public Integer getCurrent() {
      if (!onNumber) {
        throw new NoSuchElementException();
      }
      return source.numbers.get(next - 1);
    }

    @Override
    public byte[] getCurrentRecordId() {
      return ByteBuffer.allocate(Integer.BYTES).putInt(getCurrent()).array();
    }

    @Override
    public Instant getCurrentTimestamp() {
      return Script.START;
    }

    @Override
    public Instant getWatermark() {
      return next < source.numbers.size() || onNumber
          ? Script.START
          : BoundedWindow.TIMESTAMP_MAX_VALUE;
    }

    @Override
    public Mark getCheckpointMark() {
      return new Mark(next);
    }

    @Override
    public NumbersSource getCurrentSource() {
      return source;
    }

    @Override
    public void close() {
      // There is nothing to release.
    }
  }
}
