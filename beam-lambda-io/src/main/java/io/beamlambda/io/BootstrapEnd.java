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

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * The moment at which the lake has been read and only the stream is left, for whoever waits for it:
 * to take a savepoint, scale down, or release results that were kept back. See {@link
 * LambdaIO.Read#withBootstrapEnd}.
 */
@AutoValue
public abstract class BootstrapEnd implements Serializable {

  private static final long serialVersionUID = 1L;

  BootstrapEnd() {}

  /** The same for every run of a plan; what the rest is added to. */
  static BootstrapEnd planned(Plan plan) {
    StreamSpec stream = plan.stream();
    Map<Integer, Long> starts = new TreeMap<>();
    if (stream != null) {
      stream.ranges().forEach(range -> starts.put(range.partition(), range.start()));
    }
    return new AutoValue_BootstrapEnd(
        plan.id(),
        plan.cutoff(),
        new TreeMap<>(starts),
        new ArrayList<>(plan.warnings()),
        0,
        plan.madeAt(),
        Duration.ZERO);
  }

  BootstrapEnd reached(long lakeRows, Instant endedAt, Duration took) {
    return new AutoValue_BootstrapEnd(
        planId(), cutoff(), streamStarts(), warnings(), lakeRows, endedAt, took);
  }

  /** {@link Plan#id}. */
  public abstract String planId();

  /** The instant at which reading passes from lake to stream. */
  public abstract Instant cutoff();

  /** By partition, the offset from which on the stream is read. */
  public abstract Map<Integer, Long> streamStarts();

  /**
   * What the plan's checks warn of, the certificate of the seam among them; empty if all is well.
   */
  public abstract List<String> warnings();

  /**
   * How many rows of the lake were emitted by the readers that the JVM has seen which says so: all
   * of them, unless the job was restored meanwhile or runs in several JVMs.
   */
  public abstract long lakeRows();

  /** When, by the clock of the worker. */
  public abstract Instant endedAt();

  /** How long that took since the JVM began with the read. */
  public abstract Duration took();
}
