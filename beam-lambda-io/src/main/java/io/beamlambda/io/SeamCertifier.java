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

import org.apache.beam.sdk.coders.Coder;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the certificate of a plan. */
final class SeamCertifier<T> {

  private static final Logger LOG = LoggerFactory.getLogger(SeamCertifier.class);

  /** By how many buckets keys are told apart: what differs is looked at by minute and bucket. */
  private static final int KEY_BUCKETS = 8;

  private final LambdaIO.Read<T> read;
  private final EventMapping<T> mapping;
  private final Coder<T> coder;
  private final Instant now;

  SeamCertifier(LambdaIO.Read<T> read, EventMapping<T> mapping, Coder<T> coder, Instant now) {
    this.read = read;
    this.mapping = mapping;
    this.coder = coder;
    this.now = now;
  }

  /**
   * Says why the seam of a read cannot be certified whatever its plan.
   *
   * @throws PlanException if it is not at an instant, or if both sides are read before it
   */
  void checkSeam() {
    if (read.overlap() != null) {
      throw new PlanException(
          "No certificate for a read with an overlap: what one side lacks there is read from the other; leave the certificate or the overlap out");
    }
    if (read.cutoff() instanceof OffsetCutoff) {
      throw new PlanException(
          "No certificate for a seam at the stream's offsets: the plan proves already that they follow each other, and event time plays no part; leave the certificate out, or choose a cutoff that is an instant");
    }
  }

  /** Why there is no seam to certify, as a sentence, or null if there is one. */
  @Nullable String noSeam(Plan plan) {
    Instant until = plan.until();
    if (read.stream() == null) {
      return "There is no seam to certify: the read has no stream";
    }
    return until != null && !until.isAfter(plan.cutoff())
        ? "There is no seam to certify: the read ends at %s, not after the cutoff %s"
            .formatted(until, plan.cutoff())
        : null;
  }

  /**
   * Compares lake and stream around the cutoff.
   *
   * @param lakeNow what the lake has
   * @param around how far before and after the cutoff
   * @throws PlanException if there is no seam, or lake or stream cannot be read
   */
  SeamCertificate certify(Plan plan, LakeSurvey lakeNow, Duration around, SeamProgress progress) {
    KafkaStream stream = read.stream();
    String noSeam = noSeam(plan);
    if (stream == null || noSeam != null) {
      throw new PlanException(noSeam + "; name a stream, and an end behind the cutoff or none");
    }
    SeamWindow window = window(plan, around.getMillis());
    EventHasher<T> hasher = EventHasher.of(coder, KEY_BUCKETS);
    SeamProgressCount count = new SeamProgressCount(progress);
    StreamEventDecoder<T> decoder =
        new StreamEventDecoder<>(mapping, coder, Long.MIN_VALUE, Long.MAX_VALUE);
    SeamComparison comparison =
        new SeamComparison(
            window,
            new SeamLake<>(plan, lakeNow, window, mapping, hasher, count),
            new SeamStream<>(stream, plan, window, decoder, hasher, count, now.getMillis()),
            KEY_BUCKETS);
    return SeamCertificate.of(plan, stream.topic(), window, read.gapAllowed(), comparison.run());
  }

  /**
   * The certificate as a check of a new plan.
   *
   * @throws PlanException if it is not sound and must be; or as {@link #certify}
   */
  PlanCheck check(Plan plan, LakeSurvey lakeNow, Duration around, SeamPolicy policy) {
    String noSeam = noSeam(plan);
    if (noSeam != null) {
      return PlanCheck.passed(SeamSentence.CHECK, noSeam);
    }
    SeamCertificate certificate = certify(plan, lakeNow, around, SeamProgress.NONE);
    LOG.info("The certificate of the seam:\n{}", certificate.toText());
    if (policy == SeamPolicy.FAIL && !certificate.isSound()) {
      throw new PlanException(certificate.sentence());
    }
    return certificate.check();
  }

  /** What is not read is not compared. */
  private static SeamWindow window(Plan plan, long around) {
    long cutoff = plan.cutoff().getMillis();
    Instant until = plan.until();
    long first = Math.max(plan.lake().fromMillis(), plan.lakeFigures().bounds().min());
    return new SeamWindow(
        Math.max(cutoff - around, first),
        cutoff,
        until == null ? cutoff + around : Math.min(cutoff + around, until.getMillis()));
  }
}
