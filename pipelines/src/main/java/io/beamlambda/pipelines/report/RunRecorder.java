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
package io.beamlambda.pipelines.report;

import io.beamlambda.io.ReadProgress;
import io.beamlambda.io.ReadProgress.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a job now and then while it runs: five times a second at first, ever more rarely the
 * longer it runs, and at least every ten seconds. Memory is bounded, however long that is.
 */
public final class RunRecorder implements AutoCloseable {

  private static final Duration FIRST_PERIOD = Duration.ofMillis(200);
  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(10);
  private static final int CAPACITY = 480;

  private final List<Track> tracks = new ArrayList<>();
  private final Supplier<Counts> counts;
  private final ScheduledExecutorService timer;
  private final long startNanos = System.nanoTime();
  private Counts latest = Counts.UNKNOWN;
  private long elapsedMillis;

  private RunRecorder(List<ReadProgress> reads, Supplier<Counts> counts) {
    reads.forEach(read -> tracks.add(new Track(read)));
    this.counts = counts;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "run-recorder");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to look.
   *
   * @param reads the job's reads, asked before it was run
   * @param counts asked for what the job has counted so far
   */
  public static RunRecorder start(List<ReadProgress> reads, Supplier<Counts> counts) {
    RunRecorder recorder = new RunRecorder(reads, counts);
    recorder.look();
    recorder.again(FIRST_PERIOD);
    return recorder;
  }

  private void again(Duration after) {
    timer.schedule(
        () -> {
          look();
          again(period());
        },
        after.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private synchronized Duration period() {
    int stride = tracks.stream().mapToInt(track -> track.samples.stride()).max().orElse(1);
    Duration period = FIRST_PERIOD.multipliedBy(stride);
    return period.compareTo(LONGEST_PERIOD) < 0 ? period : LONGEST_PERIOD;
  }

  private synchronized void look() {
    latest = counts.get();
    elapsedMillis = Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
    for (Track track : tracks) {
      track.look(elapsedMillis, latest);
    }
  }

  /** Looks once more, and returns what has been seen. */
  public synchronized Recording recording() {
    look();
    return new Recording(
        Duration.ofMillis(elapsedMillis), latest, tracks.stream().map(Track::recording).toList());
  }

  /** Looks no more. */
  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** What is seen of one read. */
  private static final class Track {

    private final ReadProgress read;
    private final Samples samples = new Samples(CAPACITY);
    private @Nullable Duration bootstrap;
    private @Nullable Long lastMillis;
    private boolean followed;

    private Track(ReadProgress read) {
      this.read = read;
    }

    private void look(long millis, Counts counts) {
      if (lastMillis != null && lastMillis == millis) {
        return;
      }
      lastMillis = millis;
      Map<Quantity, Long> seen = new EnumMap<>(Quantity.class);
      if (!read.isDistributed() || read.isFollowed()) {
        followed = true;
        read.lakeEventTime().ifPresent(time -> seen.put(Quantity.LAKE_TIME, time.getMillis()));
        read.streamEventTime().ifPresent(time -> seen.put(Quantity.STREAM_TIME, time.getMillis()));
        seen.put(Quantity.LEAD, read.lead().getMillis());
        seen.put(Quantity.HELD, (long) read.heldPartitions());
        if (bootstrap == null && read.phase() != Phase.BOOTSTRAP) {
          bootstrap = Duration.ofMillis(millis);
        }
      }
      if (read.isDistributed()) {
        put(seen, Quantity.LAKE_ROWS, counts.of("lakeRows"));
        put(seen, Quantity.STREAM_ROWS, counts.of("streamEvents"));
      } else {
        seen.put(Quantity.LAKE_ROWS, read.lakeRows());
        seen.put(Quantity.STREAM_ROWS, read.streamRows());
        seen.put(Quantity.BUFFERED, read.bufferedRecords());
      }
      put(seen, Quantity.RESULTS, counts.of("resultsWritten"));
      samples.add(new Sample(millis, seen));
    }

    private static void put(Map<Quantity, Long> seen, Quantity quantity, OptionalLong value) {
      value.ifPresent(known -> seen.put(quantity, known));
    }

    private ReadRecording recording() {
      return new ReadRecording(
          read.name(),
          read.plan(),
          followed ? read.phase() : null,
          read.isDistributed(),
          read.partitions(),
          bootstrap,
          samples.all());
    }
  }
}
