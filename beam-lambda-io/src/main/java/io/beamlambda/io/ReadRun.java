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

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/**
 * What the readers of one read share within a JVM: the board and the counts. Runners make readers
 * anew at will (the DirectRunner after a few elements), so this has to outlive them.
 */
final class ReadRun {

  /** More reads than one JVM ever runs at a time; an entry is a few hundred bytes. */
  private static final int MAX_RUNS = 1_024;

  private static final Map<String, ReadRun> RUNS =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, ReadRun> eldest) {
              return size() > MAX_RUNS;
            }
          });

  /** How long an open slice waits for the next reader of its lane. */
  private static final Duration KEEP_OPEN = Duration.ofSeconds(30);

  private final RunSpec spec;
  private final Board board;
  private final AbsentParticipants absent;
  private final ParkedCursors parked;
  private final EndedBundles bundles = new EndedBundles();
  private final RetentionGuard retention;
  private final Instant startedAt = Instant.now();
  private final LongAdder lakeRows = new LongAdder();
  private final LongAdder streamRows = new LongAdder();
  private final AtomicReferenceArray<PartitionSync> partitions;

  private ReadRun(RunSpec spec) {
    this.spec = spec;
    this.board = spec.newBoard();
    this.absent = new AbsentParticipants(spec, board, Clock.systemUTC());
    this.retention = spec.newRetentionGuard();
    this.parked = new ParkedCursors(spec.lanes(), KEEP_OPEN);
    this.partitions = new AtomicReferenceArray<>(spec.partitions());
  }

  /** The run in this JVM; the first to ask makes it. */
  static ReadRun of(RunSpec spec) {
    synchronized (RUNS) {
      return RUNS.computeIfAbsent(spec.id(), id -> new ReadRun(spec));
    }
  }

  /** The run in this JVM, if anybody here has asked for it. */
  static Optional<ReadRun> find(String id) {
    return Optional.ofNullable(RUNS.get(id));
  }

  Board board() {
    return board;
  }

  RetentionGuard retention() {
    return retention;
  }

  /** When this JVM began with the read. */
  Instant startedAt() {
    return startedAt;
  }

  ParkedCursors parked() {
    return parked;
  }

  EndedBundles bundles() {
    return bundles;
  }

  LongAdder lakeRows() {
    return lakeRows;
  }

  LongAdder streamRows() {
    return streamRows;
  }

  /** Whether a participant at {@code bound} is too far ahead of the slowest to read on. */
  boolean isAhead(int participant, long bound) {
    boolean ahead = exceedsLead(participant, bound);
    if (ahead) {
      absent.check();
    }
    return ahead;
  }

  private boolean exceedsLead(int participant, long bound) {
    long base = board.bounds().leadBase(participant);
    return base < bound && bound != Board.ENDED && bound - base > spec.maxLeadMillis();
  }

  int partitionCount() {
    return spec.partitions();
  }

  /** How many partitions wait in Kafka for the slowest participant. */
  int heldPartitions() {
    int held = 0;
    for (int i = 0; i < spec.partitions(); i++) {
      int participant = spec.partitionParticipant(i);
      if (exceedsLead(participant, board.bounds().of(participant))) {
        held++;
      }
    }
    return held;
  }

  /** The bound that the lanes share; {@link Board#ENDED} when the lake has been read. */
  long lakeBound() {
    return board.bounds().slowestOf(0, spec.lanes());
  }

  /** The bound that the partitions share; {@link Board#ENDED} when the stream has been read. */
  long streamBound() {
    int first = spec.lanes();
    return board.bounds().slowestOf(first, first + spec.partitions());
  }

  /** Records that consumers of this JVM have polled and not handed to the runner, by offsets. */
  long bufferedRecords() {
    long buffered = 0;
    for (int i = 0; i < partitions.length(); i++) {
      PartitionSync sync = partitions.get(i);
      buffered += sync == null ? 0 : sync.buffered();
    }
    return buffered;
  }

  /**
   * How much of the lake's stretch of event time all lanes have passed, from 0 to 100.
   *
   * @param lakeEndMillis where it ends, in epoch millis
   */
  int bootstrapPercent(long lakeEndMillis) {
    return spec.percentOfLake(lakeBound(), lakeEndMillis);
  }

  /** How far the fastest participant is ahead of the slowest; 0 when all have ended. */
  long leadMillis() {
    long slowest = board.bounds().slowest();
    return slowest == Board.ENDED ? 0 : Math.max(0, board.bounds().fastest() - slowest);
  }

  /** The watermark that every reader of the read reports, for one that reports it now. */
  Instant watermark(Board.Seat seat, long ownBound) {
    Instant watermark = toWatermark(Math.min(ownBound, board.bounds().slowest()));
    seat.reported();
    return watermark;
  }

  /** Whether a bound is the time of an event, and not the beginning or the end of all. */
  static boolean isEventTime(long bound) {
    return bound > BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis()
        && bound < BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis();
  }

  static Instant toWatermark(long bound) {
    if (bound >= BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis()) {
      return BoundedWindow.TIMESTAMP_MAX_VALUE;
    }
    return bound <= BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis()
        ? BoundedWindow.TIMESTAMP_MIN_VALUE
        : Instant.ofEpochMilli(bound);
  }

  boolean lakeEnded() {
    for (int lane = 0; lane < spec.lanes(); lane++) {
      if (board.bounds().of(lane) != Board.ENDED) {
        return false;
      }
    }
    return true;
  }

  boolean ended() {
    for (int i = 0; i < spec.participants(); i++) {
      if (board.bounds().of(i) != Board.ENDED) {
        return false;
      }
    }
    return true;
  }

  /** A new reader begins with a partition; what an older one still says is not listened to. */
  PartitionSync begin(int partition, StreamSpec stream, long bound) {
    PartitionSync sync =
        new PartitionSync(this, spec.partitionParticipant(partition), stream, partition, bound);
    partitions.set(partition, sync);
    return sync;
  }

  /** The partition as its latest reader has begun it. */
  PartitionSync partition(int partition, StreamSpec stream) {
    PartitionSync sync = partitions.get(partition);
    return sync != null
        ? sync
        : begin(partition, stream, stream.ranges().get(partition).boundMillis());
  }
}
