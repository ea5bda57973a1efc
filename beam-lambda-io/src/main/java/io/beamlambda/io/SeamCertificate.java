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
import java.util.function.ToLongFunction;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lake and stream have around the cutoff, compared event by event: whether a read that passes
 * from one to the other there loses events, or gives some twice. Immutable.
 *
 * <p>Two events are the same if their event times, in milliseconds, and the bytes that the coder
 * makes of them are; genuinely equal events are told apart by how often there are some. Which side
 * is read at an event time is said by the cutoff: before it the lake, from it on the stream.
 *
 * <p>A side covers the event times at which it would have an event that there was: the lake from
 * its first event to its last; the stream from its first event, where records have expired from the
 * first one left in every partition and the allowed disorder, to its latest one, and in a read that
 * goes on to the allowed disorder before that. What a side does not cover it does not miss.
 */
@AutoValue
public abstract class SeamCertificate {

  SeamCertificate() {}

  static SeamCertificate of(
      Plan plan, String topic, SeamWindow window, boolean gapAllowed, SeamComparison.Result found) {
    return new AutoValue_SeamCertificate(
        plan.lakeLocation(), topic, plan.id(), window, gapAllowed, found);
  }

  abstract String lakeLocation();

  abstract String topic();

  abstract String planId();

  abstract SeamWindow window();

  abstract boolean gapAllowed();

  abstract SeamComparison.Result found();

  /** The instant at which reading passes from lake to stream. */
  public Instant cutoff() {
    return Instant.ofEpochMilli(window().cutoff());
  }

  /** The earliest event time that was compared, inclusive. */
  public Instant from() {
    return Instant.ofEpochMilli(window().from());
  }

  /** The end of the event times that were compared, exclusive. */
  public Instant end() {
    return Instant.ofEpochMilli(window().end());
  }

  /** How many events the lake has in between. */
  public long lakeEvents() {
    return found().lake().events();
  }

  /** How many events the stream has in between. */
  public long streamEvents() {
    return found().stream().events();
  }

  /**
   * How many events only the side has that is not read, at event times that the side that is read
   * covers: the read loses them.
   */
  public long missing() {
    return sum(SeamMinute::missing);
  }

  /**
   * How many events the side that is read has more often than the other, of those that the other
   * has at least once: the read gives them twice.
   */
  public long doubled() {
    return sum(SeamMinute::doubled);
  }

  /**
   * How many events the side that is not read has more often than the other, of those that the
   * other has at least once: they are twice there, or the read loses some of several equal events.
   */
  public long fewer() {
    return sum(SeamMinute::fewer);
  }

  /**
   * How many events only the side has that is not read, at event times that the side that is read
   * does not cover, and will not when the read goes on: the lake ends before the cutoff, or the
   * stream begins after it.
   */
  public long unread() {
    return sum(SeamMinute::unread);
  }

  /**
   * How many stream events stand further behind the latest event before them in their partition
   * than {@link KafkaStream#withMaxDisorder} says.
   */
  public long late() {
    return sum(SeamMinute::late);
  }

  private long sum(ToLongFunction<SeamMinute> count) {
    return found().minutes().stream().mapToLong(count).sum();
  }

  /** The minute of the first event that is missing, doubled or unread, or null if none is. */
  public @Nullable Instant firstMinute() {
    return found().minutes().stream()
        .filter(SeamMinute::isUnsound)
        .findFirst()
        .map(minute -> Instant.ofEpochMilli(minute.startMillis()))
        .orElse(null);
  }

  /**
   * Whether the read loses nothing here and gives nothing twice, as far as the sides cover it:
   * nothing is missing or doubled, nor unread, unless {@link LambdaIO.Read#withGapAllowed} accepts
   * that.
   */
  public boolean isSound() {
    return missing() == 0 && doubled() == 0 && (gapAllowed() || unread() == 0);
  }

  /** Whether there are event times at which both sides can be compared. */
  boolean proves() {
    return !bothCover().isEmpty();
  }

  SeamRange bothCover() {
    return found().lake().covered().intersect(found().stream().covered());
  }

  /** The outcome in one sentence. */
  public String sentence() {
    return SeamSentence.of(this);
  }

  /** The outcome as a check of a plan. */
  PlanCheck check() {
    boolean quiet = isSound() && proves() && unread() == 0 && fewer() == 0 && late() == 0;
    return quiet
        ? PlanCheck.passed(SeamSentence.CHECK, sentence())
        : PlanCheck.warning(SeamSentence.CHECK, sentence());
  }

  /** The certificate for people, several lines; of many minutes that differ some. */
  public String toText() {
    return SeamText.of(this);
  }

  /**
   * The certificate for programs: one JSON object with every minute that differs, times in
   * ISO-8601.
   */
  public String toJson() {
    return SeamJson.of(this);
  }
}
