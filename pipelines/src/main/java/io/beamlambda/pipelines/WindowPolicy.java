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
package io.beamlambda.pipelines;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which windows a pipeline computes, and when and how often it emits their results. Immutable:
 * every {@code with...} returns a new policy. The only place of the pipelines that builds windows
 * and triggers.
 *
 * <pre>{@code
 * WindowPolicy policy =
 *     WindowPolicy.parse("fixed:PT1H").withEarlyFirings(Duration.standardSeconds(10));
 * events.apply("Window", policy.window());
 * }</pre>
 *
 * <p>A window emits a pane when the watermark passes its end, before that as the early firings say,
 * and after it at once for every late event, as long as the lateness allows. Panes accumulate: each
 * holds the whole result so far, and replaces the one before it. A pane without a new event is not
 * emitted; so the last pane of a window is an early one where no event came after it. Results carry
 * the window's end as their timestamp.
 *
 * <p>Defaults: no early firings, no lateness, and so one pane per window.
 */
@AutoValue
public abstract class WindowPolicy implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Long enough for a mobile device that comes back after a week. */
  private static final Duration EXACT_LATENESS = Duration.standardDays(7);

  private static final Duration FAST_DELAY = Duration.standardSeconds(10);

  private static final String EXPECTED =
      "expected fixed:SIZE, sliding:SIZE/PERIOD or sessions:GAP with ISO-8601 durations, for example"
          + " fixed:PT1H, sliding:P30D/PT5M or sessions:PT30M";

  /** The four corners of latency and consistency. */
  public enum Preset {
    /** Slow and approximate: one pane at the window's end; later events are dropped. */
    RELAXED,

    /**
     * Slow and exact, for example revenue: a pane at the window's end, corrected by events of up to
     * seven days later.
     */
    EXACT,

    /**
     * Fast and approximate, for example error rates: from ten seconds after the window's first
     * event on; events after the window's end are dropped.
     */
    FAST,

    /**
     * Fast and exact, for example decisions: as fast, with corrections as exact. Whoever acts only
     * once waits for the watermark to pass the window's end.
     */
    FAST_EXACT
  }

  enum Kind {
    FIXED,
    SLIDING,
    SESSIONS
  }

  WindowPolicy() {}

  abstract Kind kind();

  /** The size, or the gap of sessions. */
  abstract Duration size();

  abstract Duration period();

  abstract @Nullable Duration earlyDelay();

  abstract Duration lateness();

  /** Windows of {@code size}, one after the other, aligned with 1970-01-01T00:00:00Z. */
  public static WindowPolicy fixed(Duration size) {
    return of(Kind.FIXED, positive("window size", size), size);
  }

  /**
   * Windows of {@code size}, a new one every {@code period}. Each event is in {@code size / period}
   * windows: its cost grows with that.
   */
  public static WindowPolicy sliding(Duration size, Duration period) {
    positive("window size", size);
    positive("window period", period);
    if (period.isLongerThan(size)) {
      throw new IllegalArgumentException(
          "Invalid window period: "
              + iso(period)
              + " (must be <= the size "
              + iso(size)
              + ", or events between windows would be lost)");
    }
    return of(Kind.SLIDING, size, period);
  }

  /** Windows per key that end when no event came for {@code gap}. */
  public static WindowPolicy sessions(Duration gap) {
    return of(Kind.SESSIONS, positive("session gap", gap), gap);
  }

  /**
   * The windows of {@code text}: {@code fixed:PT1H}, {@code sliding:P30D/PT5M} or {@code
   * sessions:PT30M}.
   *
   * @throws UsageException if it is anything else
   */
  public static WindowPolicy parse(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String durations = colon < 0 ? "" : text.substring(colon + 1);
    try {
      switch (kind.toLowerCase(Locale.ROOT)) {
        case "fixed":
          return fixed(duration(durations));
        case "sessions":
          return sessions(duration(durations));
        case "sliding":
          int slash = durations.indexOf('/');
          if (slash < 0) {
            throw new IllegalArgumentException("no period");
          }
          return sliding(
              duration(durations.substring(0, slash)), duration(durations.substring(slash + 1)));
        default:
          throw new IllegalArgumentException("unknown kind of window '" + kind + "'");
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "Invalid window '" + text + "': " + e.getMessage() + "; " + EXPECTED + ".", e);
    }
  }

  /**
   * Emits a pane {@code delay}, in processing time, after a window's first event since the last
   * pane. Default: no pane before the window's end.
   *
   * @throws IllegalArgumentException if {@code delay} is not positive
   */
  public WindowPolicy withEarlyFirings(Duration delay) {
    return new AutoValue_WindowPolicy(
        kind(), size(), period(), positive("early delay", delay), lateness());
  }

  /**
   * Corrects a result by events that come up to {@code lateness}, in event time, after its window's
   * end; drops those that come later. Costs memory: the windows are kept for so long. Default:
   * zero.
   *
   * @throws IllegalArgumentException if {@code lateness} is negative
   */
  public WindowPolicy withAllowedLateness(Duration lateness) {
    if (lateness.getMillis() < 0) {
      throw new IllegalArgumentException("Invalid lateness: " + lateness + " (must be >= 0)");
    }
    return new AutoValue_WindowPolicy(kind(), size(), period(), earlyDelay(), lateness);
  }

  /** The same windows with the firings and lateness of {@code preset}. */
  public WindowPolicy withPreset(Preset preset) {
    boolean fast = preset == Preset.FAST || preset == Preset.FAST_EXACT;
    boolean exact = preset == Preset.EXACT || preset == Preset.FAST_EXACT;
    return new AutoValue_WindowPolicy(
        kind(), size(), period(), fast ? FAST_DELAY : null, exact ? EXACT_LATENESS : Duration.ZERO);
  }

  /** Whether windows of a key merge, so that later results of it may replace several. */
  public boolean merges() {
    return kind() == Kind.SESSIONS;
  }

  /** The windows as {@link #parse} takes them. Equal texts mean equal windows. */
  public String text() {
    switch (kind()) {
      case FIXED:
        return "fixed:" + iso(size());
      case SLIDING:
        return "sliding:" + iso(size()) + "/" + iso(period());
      case SESSIONS:
        return "sessions:" + iso(size());
    }
    throw new AssertionError(kind());
  }

  /** The transform that puts elements into the windows of this policy. */
  public <T> Window<T> window() {
    return Window.<T>into(windowFn())
        .triggering(trigger())
        .accumulatingFiredPanes()
        .withAllowedLateness(lateness(), Window.ClosingBehavior.FIRE_IF_NON_EMPTY)
        .withOnTimeBehavior(Window.OnTimeBehavior.FIRE_IF_NON_EMPTY)
        .withTimestampCombiner(TimestampCombiner.END_OF_WINDOW);
  }

  private WindowFn<Object, IntervalWindow> windowFn() {
    switch (kind()) {
      case FIXED:
        return FixedWindows.of(size());
      case SLIDING:
        return SlidingWindows.of(size()).every(period());
      case SESSIONS:
        return Sessions.withGapDuration(size());
    }
    throw new AssertionError(kind());
  }

  private Trigger trigger() {
    AfterWatermark.FromEndOfWindow end = AfterWatermark.pastEndOfWindow();
    Duration early = earlyDelay();
    boolean late = lateness().getMillis() > 0;
    Trigger.OnceTrigger each = AfterPane.elementCountAtLeast(1);
    if (early == null) {
      return late ? end.withLateFirings(each) : end;
    }
    AfterWatermark.AfterWatermarkEarlyAndLate withEarly =
        end.withEarlyFirings(AfterProcessingTime.pastFirstElementInPane().plusDelayOf(early));
    return late ? withEarly.withLateFirings(each) : withEarly;
  }

  private static WindowPolicy of(Kind kind, Duration size, Duration period) {
    return new AutoValue_WindowPolicy(kind, size, period, null, Duration.ZERO);
  }

  private static Duration positive(String what, Duration duration) {
    if (duration.getMillis() <= 0) {
      throw new IllegalArgumentException(
          "Invalid " + what + ": " + iso(duration) + " (must be > 0)");
    }
    return duration;
  }

  private static Duration duration(String text) {
    try {
      return Duration.millis(java.time.Duration.parse(text).toMillis());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException("'" + text + "' is no duration", e);
    }
  }

  private static String iso(Duration duration) {
    return java.time.Duration.ofMillis(duration.getMillis()).toString();
  }
}
