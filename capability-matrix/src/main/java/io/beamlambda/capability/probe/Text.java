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

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** How observations are written, so that those of all probes read alike. */
public final class Text {

  private Text() {}

  /** Seconds after {@link Script#START}: {@code @12}; with a fraction if there is one. */
  public static String of(Instant instant) {
    if (!instant.isAfter(BoundedWindow.TIMESTAMP_MIN_VALUE)) {
      return "@min";
    }
    if (!instant.isBefore(GlobalWindow.INSTANCE.maxTimestamp())) {
      return "@max";
    }
    long millis = new Duration(Script.START, instant).getMillis();
    return millis % 1000 == 0 ? "@" + millis / 1000 : "@" + millis / 1000.0;
  }

  /** A window from its first second to the one after its last: {@code [0 10)}. */
  public static String of(BoundedWindow window) {
    if (window instanceof IntervalWindow interval) {
      return "[" + of(interval.start()).substring(1) + " " + of(interval.end()).substring(1) + ")";
    }
    return window instanceof GlobalWindow ? "[global]" : window.toString();
  }

  /** All elements in their natural order. */
  public static <T extends Comparable<? super T>> List<T> sorted(Iterable<T> elements) {
    return StreamSupport.stream(elements.spliterator(), false)
        .sorted()
        .collect(Collectors.toUnmodifiableList());
  }
}
