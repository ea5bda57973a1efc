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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a certificate says, in one sentence. */
final class SeamSentence {

  /** The name of the check. */
  static final String CHECK = "seam-certificate";

  private SeamSentence() {}

  static String of(SeamCertificate seam) {
    if (seam.isSound() && seam.unread() == 0) {
      return seam.proves() ? sound(seam) : unproven(seam);
    }
    List<String> parts = new ArrayList<>();
    if (seam.missing() > 0) {
      parts.add(are(seam.missing()) + " missing");
    }
    if (seam.doubled() > 0) {
      parts.add(are(seam.doubled()) + " doubled");
    }
    if (seam.unread() > 0) {
      parts.add(
          are(seam.unread()) + " unread, since the lake has ended there or the stream not begun");
    }
    return "%s around the cutoff %s, first in the minute of %s%s: %s"
        .formatted(
            String.join(" and ", parts),
            seam.cutoff(),
            seam.firstMinute(),
            hint(seam),
            seam.isSound()
                ? "accepted, since a gap is allowed"
                : "mend the side that is read there, which is the lake before the cutoff and the stream from it on, or move the cutoff to where both agree");
  }

  private static String hint(SeamCertificate seam) {
    return seam.found().nothingInCommon()
        ? ", and not one event of the lake is one of the stream, so that the mapping may give them different values or times"
        : "";
  }

  private static String sound(SeamCertificate seam) {
    StringBuilder sentence =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "Lake and stream were compared in [%s, %s): nothing is missing or doubled in %s of the lake and %s of the stream",
                seam.from(),
                seam.end(),
                events(seam.lakeEvents()),
                events(seam.streamEvents())));
    if (!seam.bothCover().contains(seam.window().range())) {
      sentence.append(", but not both cover all of it");
    }
    if (seam.fewer() > 0) {
      sentence.append(
          String.format(
              Locale.ROOT,
              ", but the side that is not read has %s more often, which are twice there or of which the other has lost some",
              events(seam.fewer())));
    }
    if (seam.late() > 0) {
      sentence.append(
          String.format(
              Locale.ROOT,
              ", but %s further behind in the stream than the allowed disorder; allow more of it, or late events",
              are(seam.late())));
    }
    return sentence.toString();
  }

  private static String unproven(SeamCertificate seam) {
    return String.format(
        Locale.ROOT,
        "Nothing shows that no event is missing: in [%s, %s) there is no event time that both lake and stream cover; let them overlap around the cutoff",
        seam.from(),
        seam.end());
  }

  private static String are(long count) {
    return events(count) + (count == 1 ? " is" : " are");
  }

  static String events(long count) {
    return String.format(Locale.ROOT, "%,d event%s", count, count == 1 ? "" : "s");
  }
}
