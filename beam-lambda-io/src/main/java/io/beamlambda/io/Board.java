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

  /** What is known here of all participants; changes while they read. */
  Bounds bounds();

  /** A participant's own place at the board, of one reader. */
  interface Seat {

    /** Raises the participant's bound; a lower one is ignored. */
    void raise(long bound);

    /**
     * Raises the participant's bound to what its reader's mark says, which it would go on from
     * again.
     */
    void resume(long bound);

    /** Says whether the participant has nothing to read for now and should hold nobody back. */
    void setIdle(boolean idle);

    /** The runner has asked the participant's reader for its watermark. */
    void reported();
  }
}
