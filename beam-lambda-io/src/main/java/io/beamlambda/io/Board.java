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

/**
 * Where the participants of one read, lanes and partitions, say how far they are, and read how far
 * the slowest one is. A participant's bound is its promise: nothing that it still emits is earlier.
 *
 * <p>All bounds are epoch millis. A bound that is read late is only too low, which is safe.
 */
interface Board {

  /** The bound of a participant that has nothing more to emit. */
  long ENDED = Long.MAX_VALUE;

  /**
   * A participant begins, or begins again after a failure, at {@code bound}; this may lower what it
   * had promised before. What is said on an older seat of the same participant does not count from
   * then on.
   */
  Seat join(int participant, long bound);

  /** What a participant last promised, as far as is known here. */
  long bound(int participant);

  /**
   * The lowest bound of all participants that are not idle; if all are idle, the highest bound of
   * those that have not ended; {@link #ENDED} when all have ended.
   */
  long slowest();

  /**
   * What a participant's lead is counted from: the slowest bound of the others, {@link #ENDED} if
   * it waits for nobody, or the beginning of the read until every participant has been heard from.
   * A lake that ran ahead while a partition's reader still starts would only fill buffers, since no
   * watermark leaves a runner before all of its sources are up.
   */
  long leadBase(int participant);

  /** The participants that have not been heard from, for people; empty if all have. */
  String unheard();

  /**
   * The highest bound of the participants that have read something and have not ended; the slowest
   * bound if there are none. A partition that waits at the cutoff is not ahead of anybody.
   */
  long fastest();

  /** A participant's own place at the board, of one reader. */
  interface Seat {

    /** Raises the participant's bound; a lower one is ignored. */
    void raise(long bound);

    /** Says whether the participant has nothing to read for now and should hold nobody back. */
    void setIdle(boolean idle);

    /** The runner has asked the participant's reader for its watermark. */
    void reported();
  }
}
