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
 * A slot in which lake and stream differ, or events are late; in it all events are read from one
 * side.
 *
 * @param slot as {@link SeamWindow} numbers it
 * @param lake how many events the lake has
 * @param stream how many events the stream has
 * @param lakeCovers whether the lake covers all of it
 * @param streamCovers whether the stream covers all of it
 * @param missing events that the side that is read covers and does not have, and the other has
 * @param doubled how much more often the side that is read has events that the other has as well
 * @param fewer how much more often the other side has events that the side that is read has as well
 * @param only events that only the side that is read has
 * @param unread events of the other side where the side that is read covers nothing
 * @param late events of the stream that are more disordered than they may be
 */
record SeamMinute(
    long slot,
    long lake,
    long stream,
    boolean lakeCovers,
    boolean streamCovers,
    long missing,
    long doubled,
    long fewer,
    long only,
    long unread,
    long late) {

  /** When the minute begins, in epoch millis. */
  long startMillis() {
    return SeamWindow.minute(slot);
  }

  boolean isStreams() {
    return SeamWindow.isStreamsSlot(slot);
  }

  /** Whether the read would lose events there, or give some twice. */
  boolean isUnsound() {
    return missing > 0 || doubled > 0 || unread > 0;
  }

  /** Whether there is anything to look into. */
  boolean isSuspicious() {
    return isUnsound() || fewer > 0 || late > 0;
  }
}
