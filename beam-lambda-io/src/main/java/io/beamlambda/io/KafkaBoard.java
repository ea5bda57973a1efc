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

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The board of a read whose participants may sit in several processes, which hear of each other
 * through a Kafka topic.
 *
 * <h2>Why no watermark comes too early</h2>
 *
 * <p>A runner must never be told a watermark later than an event that is still to be emitted.
 *
 * <ul>
 *   <li>Where a runner takes the minimum over all readers (Flink, Dataflow), it is enough that each
 *       reader reports at most its own bound, which all do. What the board says can then only lower
 *       watermarks and hold readers back.
 *   <li>Where a runner takes the maximum over the splits of a source (Spark streaming), a reader
 *       must not report more than what every other one will go on from, also if that one's task is
 *       lost and repeated from the mark that it began with. So a bound is told to others one report
 *       late: a batch ends with one report, and what stood at the end of a batch is told at the end
 *       of the next, when its mark is kept. The same goes for the part of one's own bound in one's
 *       own report. This rests on the runner keeping what a batch has read: for Spark, a checkpoint
 *       with every batch. Where a reader's own mark says how far it was, that is told with its
 *       first report.
 *   <li>Nothing counts that was said before this process began to listen. A process that a runner
 *       starts for another attempt goes by what the plan promises for each participant until that
 *       one's reader of this attempt has spoken.
 *   <li>A reader that begins replaces what earlier ones said of its participant, and lowers the
 *       bound to that of its mark. If an older one still speaks, the lower bound counts.
 *   <li>Nobody speaks for a reader that its runner does not drive: a process that the runner has
 *       given up says nothing more.
 *   <li>A record that is late or lost leaves an older bound standing, which is lower.
 * </ul>
 *
 * <p>Two jobs restored from the same state share their read's board, since its name is in the
 * readers that were restored: each then also waits for the other, until that one has been silent
 * for {@link Writers#SILENT_AFTER}.
 *
 * <h2>What it costs</h2>
 *
 * <p>A participant that waits for another one learns of its progress after a report, a refresh
 * ({@link BoardLink#REFRESH}) and the way through Kafka. In that time it may read one max lead of
 * event time. So where several participants read, event time passes at most at max lead divided by
 * (two intervals of reports + refresh): with one hour, 20 ms between reports and 100 ms, at about
 * seven hours of event time per second. A single lane waits for nobody.
 */
final class KafkaBoard implements Board {

  private final String run;
  private final String process = UUID.randomUUID().toString();
  private final AtomicLong seats = new AtomicLong();
  private final Bounds bounds;
  private final List<Writers> writers = new ArrayList<>();
  private final @Nullable KafkaSeat[] taken;
  private final LongSupplier nanoTime;
  private final BoardLink link;

  /**
   * @param run what distinguishes the read's records from those of others in the topic
   * @param initialBounds what the plan promises for each participant before it has been heard from
   */
  KafkaBoard(BoardTopic topic, String run, long[] initialBounds) {
    this.run = run;
    this.bounds = new Bounds(initialBounds);
    this.taken = new @Nullable KafkaSeat[initialBounds.length];
    this.nanoTime = System::nanoTime;
    for (int i = 0; i < initialBounds.length; i++) {
      writers.add(new Writers());
    }
    this.link = new BoardLink(topic, this);
  }

  @Override
  public Seat join(int participant, long bound) {
    KafkaSeat seat = new KafkaSeat(participant, process + "-" + seats.incrementAndGet(), bound);
    synchronized (writers) {
      taken[participant] = seat;
      writers.get(participant).begins(seat.writer, bound, false, nanoTime.getAsLong());
      settle(participant);
    }
    link.touch();
    return seat;
  }

  /** What another process says. */
  void hear(BoardRecord record) {
    int participant = record.participant();
    if (!record.run().equals(run)
        || record.writer().startsWith(process)
        || participant < 0
        || participant >= writers.size()) {
      return;
    }
    synchronized (writers) {
      Writers known = writers.get(participant);
      if (record.begins()) {
        known.begins(record.writer(), record.bound(), record.idle(), nanoTime.getAsLong());
      } else {
        known.says(record.writer(), record.bound(), record.idle(), nanoTime.getAsLong());
      }
      settle(participant);
    }
  }

  /** What others have said does not count any more: some of it may have been missed. */
  void forgetOthers() {
    synchronized (writers) {
      for (int i = 0; i < writers.size(); i++) {
        writers.get(i).forget(writer -> !writer.startsWith(process));
        settle(i);
      }
    }
  }

  /** What the readers of this process have to say, and have not said yet. */
  List<BoardRecord> takeNews() {
    List<BoardRecord> news = new ArrayList<>();
    synchronized (writers) {
      for (KafkaSeat seat : taken) {
        BoardRecord record = seat == null ? null : seat.takeNews(nanoTime.getAsLong());
        if (record != null) {
          news.add(record);
        }
      }
    }
    return news;
  }

  /** A record did not reach the topic. */
  void notSaid(BoardRecord record) {
    synchronized (writers) {
      KafkaSeat seat = taken[record.participant()];
      if (seat != null && seat.writer.equals(record.writer())) {
        seat.hasNews = true;
        seat.begins |= record.begins();
      }
    }
  }

  private void settle(int participant) {
    Writers known = writers.get(participant);
    if (known.isEmpty()) {
      bounds.forget(participant);
    } else {
      bounds.set(participant, known.bound());
      bounds.setIdle(participant, known.isIdle());
    }
  }

  @Override
  public Bounds bounds() {
    link.touch();
    return bounds;
  }

  private final class KafkaSeat implements Seat {

    /** A participant that says nothing new says the same again after this time. */
    private static final long HEARTBEAT_NANOS = 2_000_000_000L;

    private final int participant;
    private final String writer;

    /** How far the reader is, as of now. */
    private volatile long bound;

    // Guarded by writers.
    private long reportedBefore;
    private long told;
    private boolean idle;
    private boolean begins = true;
    private boolean hasNews = true;
    private boolean driven;
    private long saidAtNanos;

    private KafkaSeat(int participant, String writer, long bound) {
      this.participant = participant;
      this.writer = writer;
      this.bound = bound;
      this.reportedBefore = bound;
      this.told = bound;
    }

    @Override
    public void raise(long raised) {
      if (raised > bound) {
        bound = raised;
      }
    }

    /**
     * Told with the next report already: a task that is repeated goes on from the same mark. Else a
     * reader that is made anew for each report would tell for ever what it began with.
     */
    @Override
    public void resume(long resumed) {
      synchronized (writers) {
        raise(resumed);
        reportedBefore = Math.max(reportedBefore, resumed);
      }
    }

    @Override
    public void setIdle(boolean isIdle) {
      synchronized (writers) {
        idle = isIdle;
        hasNews = true;
        tell();
      }
    }

    @Override
    public void reported() {
      link.touch();
      synchronized (writers) {
        driven = true;
        hasNews |= told != reportedBefore;
        told = reportedBefore;
        reportedBefore = bound;
        tell();
      }
    }

    private void tell() {
      if (taken[participant] == this) {
        writers.get(participant).says(writer, told, idle, nanoTime.getAsLong());
        settle(participant);
      }
    }

    private @Nullable BoardRecord takeNews(long nowNanos) {
      boolean isDue = driven && nowNanos - saidAtNanos >= HEARTBEAT_NANOS;
      if (!hasNews && !isDue) {
        return null;
      }
      BoardRecord record = new BoardRecord(run, participant, writer, begins, told, idle);
      begins = false;
      hasNews = false;
      driven = false;
      saidAtNanos = nowNanos;
      return record;
    }
  }
}
