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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.joda.time.Instant;

/** A certificate for people. */
final class SeamText {

  /** How many minutes are shown. */
  static final int MAX_MINUTES = 20;

  private final StringBuilder text = new StringBuilder();
  private final SeamCertificate seam;

  private SeamText(SeamCertificate seam) {
    this.seam = seam;
  }

  static String of(SeamCertificate seam) {
    SeamText printer = new SeamText(seam);
    printer.summary();
    printer.minutes();
    return printer.text.toString();
  }

  private void summary() {
    line("Seam", "%s, compared in [%s, %s)", seam.cutoff(), seam.from(), seam.end());
    side("Lake", seam.lakeLocation(), seam.found().lake());
    side("Stream", "topic " + seam.topic(), seam.found().stream());
    line(
        "Found",
        "%,d missing, %,d doubled, %,d unread, %,d fewer, %,d late",
        seam.missing(),
        seam.doubled(),
        seam.unread(),
        seam.fewer(),
        seam.late());
    line("Verdict", "%-4s %s", seam.check().isWarning() ? "WARN" : "ok", seam.sentence());
  }

  private void side(String label, String name, SeamComparison.SideResult side) {
    SeamRange covered = side.covered();
    line(label, "%s", name);
    line(
        "",
        "%s, covers %s",
        SeamSentence.events(side.events()),
        covered.isEmpty()
            ? "nothing of it"
            : covered.contains(seam.window().range())
                ? "all of it"
                : String.format(
                    Locale.ROOT,
                    "[%s, %s)",
                    Instant.ofEpochMilli(covered.from()),
                    Instant.ofEpochMilli(covered.end())));
  }

  private void minutes() {
    List<SeamMinute> all = seam.found().minutes();
    if (all.isEmpty()) {
      return;
    }
    text.append('\n');
    row("minute", "read", "lake", "stream", "missing", "doubled", "unread", "fewer", "late", "");
    for (SeamMinute minute : shown(all)) {
      row(
          Instant.ofEpochMilli(minute.startMillis()),
          minute.isStreams() ? "stream" : "lake",
          number(minute.lake()),
          number(minute.stream()),
          number(minute.missing()),
          number(minute.doubled()),
          number(minute.unread()),
          number(minute.fewer()),
          number(minute.late()),
          note(minute));
    }
    if (all.size() > MAX_MINUTES) {
      text.append(
          String.format(
              Locale.ROOT,
              "and %,d more that differ, all of which are in the JSON\n",
              all.size() - MAX_MINUTES));
    }
  }

  /** Those that matter most, in the order of time. */
  private static List<SeamMinute> shown(List<SeamMinute> all) {
    List<SeamMinute> byWeight = new ArrayList<>(all);
    byWeight.sort(
        Comparator.comparing(SeamMinute::isUnsound)
            .thenComparing(SeamMinute::isSuspicious)
            .reversed());
    return byWeight.stream()
        .limit(MAX_MINUTES)
        .sorted(Comparator.comparingLong(SeamMinute::slot))
        .toList();
  }

  private static String note(SeamMinute minute) {
    if (!minute.lakeCovers()) {
      return minute.streamCovers() ? "not covered by the lake" : "not covered by both";
    }
    if (!minute.streamCovers()) {
      return "not covered by the stream";
    }
    return minute.isSuspicious() ? "" : "only the side that is read has more";
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void row(Object... cells) {
    text.append(
            String.format(Locale.ROOT, "%-24s  %-6s %9s %9s %8s %8s %8s %8s %8s  %s", cells)
                .stripTrailing())
        .append('\n');
  }

  private void line(String label, String format, Object... args) {
    text.append(String.format(Locale.ROOT, "%-8s", label))
        .append(String.format(Locale.ROOT, format, args))
        .append('\n');
  }
}
