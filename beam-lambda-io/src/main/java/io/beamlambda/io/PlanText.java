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

import java.util.Locale;
import org.joda.time.Instant;

/** A plan for people. */
final class PlanText {

  private final StringBuilder text = new StringBuilder();

  private PlanText() {}

  static String of(Plan plan) {
    PlanText printer = new PlanText();
    printer.lake(plan);
    printer.stream(plan);
    printer.seam(plan);
    printer.checks(plan);
    return printer.text.toString();
  }

  private void lake(Plan plan) {
    LakeFigures lake = plan.lakeFigures();
    line("Lake", "%s", plan.lakeLocation());
    line(
        "",
        "%s, %,d row groups, %,d rows, events %s to %s by column '%s'",
        count(lake.files(), "file"),
        lake.rowGroups(),
        lake.rows(),
        Instant.ofEpochMilli(lake.bounds().min()),
        Instant.ofEpochMilli(lake.bounds().max()),
        plan.lake().eventTimeColumn());
    line(
        "",
        "to read: %,d row groups, %,d rows, %,.1f MB in %s, lead at most %s",
        plan.lanes().stream().mapToInt(lane -> lane.slices().size()).sum(),
        plan.lakeRows(),
        plan.lanes().stream().mapToLong(Lane::bytes).sum() / 1e6,
        count(plan.lanes().size(), "lane"),
        plan.maxLead().toPeriod());
  }

  private void stream(Plan plan) {
    StreamSpec stream = plan.stream();
    if (stream == null) {
      line("Stream", plan.streamPartitions() == 0 ? "none" : "nothing to read");
      return;
    }
    line(
        "Stream",
        "topic %s at %s, %s",
        stream.stream().topic(),
        stream.stream().bootstrapServers(),
        count(plan.streamPartitions(), "partition"));
    for (StreamRange range : stream.ranges()) {
      line(
          "",
          "partition %d: from offset %,d %s",
          range.partition(),
          range.start(),
          range.ends() ? String.format(Locale.ROOT, "to %,d", range.stop()) : "on");
    }
  }

  private void seam(Plan plan) {
    StreamSpec stream = plan.stream();
    line(
        "Seam",
        "lake [%s, %s)%s",
        plan.from() == null ? "its beginning" : plan.from(),
        plan.lake().endMillis() == Long.MAX_VALUE
            ? "its end"
            : Instant.ofEpochMilli(plan.lake().endMillis()),
        stream == null
            ? ""
            : String.format(
                Locale.ROOT,
                ", stream [%s, %s)",
                stream.startsAtOffsets()
                    ? "the lake's next offsets"
                    : Instant.ofEpochMilli(stream.startMillis()),
                plan.until() != null
                    ? plan.until()
                    : plan.ends() ? "end of the stream" : "no end"));
  }

  private void checks(Plan plan) {
    String label = "Checks";
    for (PlanCheck check : plan.checks()) {
      line(label, "%-4s %s", check.isWarning() ? "WARN" : "ok", check.sentence());
      label = "";
    }
  }

  private static String count(int count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  private void line(String label, String format, Object... args) {
    text.append(String.format(Locale.ROOT, "%-8s", label))
        .append(String.format(Locale.ROOT, format, args))
        .append('\n');
  }
}
