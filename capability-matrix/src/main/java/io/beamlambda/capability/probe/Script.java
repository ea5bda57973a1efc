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
package io.beamlambda.capability.probe;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.joda.time.Instant;

/**
 * What a probe's input does, step by step. In a batch job only the elements count.
 *
 * @param steps in this order
 */
public record Script(List<Step> steps) implements Serializable {

  /** Event times of scripts count from here: 2001-01-01T00:00:00Z. */
  public static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

  public Script {
    steps = List.copyOf(steps);
  }

  /** Does nothing; in a streaming job it ends at once. */
  public static Script empty() {
    return new Script(List.of());
  }

  /** Then comes an element, so many seconds of event time after {@link #START}. */
  public Script element(String key, int value, long seconds) {
    return then(
        new Element(key, value, START.plus(org.joda.time.Duration.standardSeconds(seconds))));
  }

  /** Then the watermark moves to so many seconds after {@link #START}. */
  public Script watermark(long seconds) {
    return then(new Watermark(START.plus(org.joda.time.Duration.standardSeconds(seconds))));
  }

  /**
   * Then nothing more is read until the outbox has at least so many observations; after some
   * seconds in vain the script goes on.
   */
  public Script await(int observations) {
    return then(new Await(observations));
  }

  /** Then nothing more is read for a time. */
  public Script pause(Duration time) {
    return then(new Pause(time));
  }

  private Script then(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Script(longer);
  }

  /** A step of a script. */
  public sealed interface Step extends Serializable {}

  record Element(String key, int value, Instant timestamp) implements Step {}

  record Watermark(Instant instant) implements Step {}

  record Await(int observations) implements Step {}

  record Pause(Duration time) implements Step {}
}
