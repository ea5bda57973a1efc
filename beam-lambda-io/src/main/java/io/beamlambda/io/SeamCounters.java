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

import java.io.Serializable;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * Lets stream events within the range pass, and counts those that do not by the side they are on.
 */
final class SeamCounters implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Counter streamEvents = Metrics.counter(LambdaIO.class, "streamEvents");
  private final Counter droppedAtCutoff = Metrics.counter(LambdaIO.class, "droppedAtCutoff");
  private final Counter droppedAtUntil = Metrics.counter(LambdaIO.class, "droppedAtUntil");

  /** Counters that have counted nothing are told as well, once there are events. */
  private transient boolean told;

  boolean passes(StreamEvent<?> event) {
    if (!told) {
      told = true;
      streamEvents.inc(0);
      droppedAtCutoff.inc(0);
      droppedAtUntil.inc(0);
    }
    switch (event.side()) {
      case WITHIN -> {
        streamEvents.inc();
        return true;
      }
      case BEFORE_CUTOFF -> droppedAtCutoff.inc();
      case AT_UNTIL -> droppedAtUntil.inc();
    }
    return false;
  }
}
