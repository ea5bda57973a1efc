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

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.TimestampedValue;
import org.jspecify.annotations.Nullable;

/**
 * One split of a source as a runner drives it: read, marked, dropped, and made again from a mark.
 * It keeps what it has emitted, so that what came after a mark can be taken back.
 */
final class DrivenReader<T, M extends CheckpointMark> {

  /** What stands for the end of the bootstrap among the events. */
  static final Event BOOTSTRAP_END = new Event("the bootstrap has ended", 0);

  static final long NEVER = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();
  static final int NOWHERE = -1;
  private static final long END = BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis();

  private UnboundedSource<T, M> source;
  private final PipelineOptions options;
  private byte @Nullable [] mark;
  private @Nullable UnboundedReader<T> reader;
  private boolean started;
  private List<Lakes.Timed> emitted = new ArrayList<>();
  private long reported = NEVER;

  /**
   * Where a reader stood.
   *
   * @param mark the encoded mark; null for the beginning
   * @param emitted how many events it had emitted
   * @param reported the highest watermark that it had reported, in epoch millis
   */
  record Position(byte @Nullable [] mark, int emitted, long reported) {
    static final Position BEGINNING = new Position(null, 0, NEVER);
  }

  /**
   * An event as it was emitted.
   *
   * @param partition where in the stream it came from; {@link #NOWHERE} if not from the stream
   */
  record Emitted(Lakes.Timed event, int partition, long offset) {}

  DrivenReader(UnboundedSource<T, M> source, PipelineOptions options) {
    // Runners ship sources.
    this.source = SerializableUtils.clone(source);
    this.options = options;
  }

  static <T, M extends CheckpointMark> List<DrivenReader<?, ?>> splitsOf(
      UnboundedSource<T, M> source, int desired, PipelineOptions options) throws Exception {
    List<DrivenReader<?, ?>> splits = new ArrayList<>();
    for (UnboundedSource<T, M> split : source.split(desired, options)) {
      splits.add(new DrivenReader<>(split, options));
    }
    return splits;
  }

  /** Makes the reader, if there is none. */
  UnboundedReader<T> open() throws IOException {
    UnboundedReader<T> open = reader;
    if (open == null) {
      M decoded =
          mark == null
              ? null
              : CoderUtils.decodeFromByteArray(source.getCheckpointMarkCoder(), mark);
      open = source.createReader(options, decoded);
      reader = open;
      started = false;
    }
    return open;
  }

  boolean advance() throws IOException {
    UnboundedReader<T> open = open();
    if (started) {
      return open.advance();
    }
    started = true;
    return open.start();
  }

  /** Whether KafkaIO reads it, with a thread of its own. */
  boolean isOfKafka() {
    return !(source instanceof LakeSource<?> || source instanceof BootstrapEndSource);
  }

  /** The element that the reader stands at. */
  private T current() {
    return required().getCurrent();
  }

  private long currentMillis() {
    return required().getCurrentTimestamp().getMillis();
  }

  /** The events of the element that the reader stands at, but those that lie across the seam. */
  List<Emitted> events() {
    Object element = current();
    List<Emitted> events = new ArrayList<>();
    if (element instanceof KafkaRecord<?, ?> record) {
      List<?> block = (List<?>) record.getKV().getValue();
      for (int i = 0; i < block.size(); i++) {
        StreamEvent<?> event = (StreamEvent<?>) block.get(i);
        // Records of a block follow each other without a gap.
        long offset = record.getOffset() - block.size() + 1 + i;
        if (event.side() == StreamEvent.Side.WITHIN) {
          events.add(
              emitted(
                  (Event) event.event(), event.eventTimeMillis(), record.getPartition(), offset));
        }
      }
    } else if (element instanceof BootstrapEnd) {
      events.add(emitted(BOOTSTRAP_END, currentMillis(), NOWHERE, NOWHERE));
    } else {
      for (Object row : (List<?>) element) {
        TimestampedValue<?> timed = (TimestampedValue<?>) row;
        events.add(
            emitted((Event) timed.getValue(), timed.getTimestamp().getMillis(), NOWHERE, NOWHERE));
      }
    }
    return events;
  }

  /** No event of an element may have an earlier time than the element itself. */
  private Emitted emitted(Event event, long millis, int partition, long offset) {
    if (millis < currentMillis()) {
      throw new AssertionError(
          "%s at %d is part of an element at %d".formatted(event, millis, currentMillis()));
    }
    return new Emitted(new Lakes.Timed(millis, event), partition, offset);
  }

  void emit(Lakes.Timed event) {
    emitted.add(event);
  }

  List<Lakes.Timed> emitted() {
    return emitted;
  }

  /** The watermark, in epoch millis; that of a reader that has not begun is not asked for. */
  long watermark() {
    if (reader == null || !started) {
      return NEVER;
    }
    long watermark = reader.getWatermark().getMillis();
    reported = Math.max(reported, watermark);
    return watermark;
  }

  boolean hasEnded() {
    return watermark() >= END;
  }

  Position position() throws IOException {
    return new Position(currentMark(), emitted.size(), reported);
  }

  @SuppressWarnings("unchecked")
  private byte @Nullable [] currentMark() throws IOException {
    if (reader == null || !started) {
      return mark;
    }
    Coder<M> coder = source.getCheckpointMarkCoder();
    return CoderUtils.encodeToByteArray(coder, (M) reader.getCheckpointMark());
  }

  /** Closes the reader; the next one goes on where it stands, and nothing is taken back. */
  void reopen() throws IOException {
    mark = currentMark();
    close();
  }

  /** Goes back to a position; the reader, if there is one, is handed out, not closed. */
  @Nullable UnboundedReader<?> goBackTo(Position position) {
    UnboundedReader<?> dropped = reader;
    reader = null;
    mark = position.mark();
    emitted = new ArrayList<>(emitted.subList(0, position.emitted()));
    reported = position.reported();
    return dropped;
  }

  /** What another process has of this reader: its source, not its state. */
  @SuppressWarnings("unchecked")
  void moveTo(DrivenReader<?, ?> twin) {
    source = (UnboundedSource<T, M>) twin.source;
  }

  void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  private UnboundedReader<T> required() {
    if (reader == null) {
      throw new IllegalStateException("not open");
    }
    return reader;
  }
}
