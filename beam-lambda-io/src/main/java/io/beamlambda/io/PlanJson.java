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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** A plan for programs, and for the job that is to go on with it. */
final class PlanJson {

  /** Raised when an older version of this class could not read what this one writes. */
  static final int VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PlanJson() {}

  static String of(Plan plan) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("version", VERSION);
    json.put("id", plan.id());
    json.put("madeAt", plan.madeAt().toString());
    ObjectNode settings = json.putObject("settings");
    plan.settings().forEach(settings::put);
    json.put("cutoff", plan.cutoff().toString());
    json.put("from", text(plan.from()));
    json.put("until", text(plan.until()));
    json.put("ends", plan.ends());
    json.put("maxLead", plan.maxLead().toString());
    lake(json.putObject("lake"), plan);
    if (plan.stream() != null) {
      stream(json.putObject("stream"), plan.stream());
    }
    if (plan.streamPartitions() > 0) {
      json.put("topicPartitions", plan.streamPartitions());
      if (plan.streamExpiresAtMillis() != Retention.FOR_EVER) {
        json.put("streamExpiresAt", Instant.ofEpochMilli(plan.streamExpiresAtMillis()).toString());
      }
    }
    ArrayNode checks = json.putArray("checks");
    for (PlanCheck check : plan.checks()) {
      checks
          .addObject()
          .put("name", check.name())
          .put("status", check.isWarning() ? "warning" : "ok")
          .put("sentence", check.sentence());
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the plan as JSON", e);
    }
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static void lake(ObjectNode json, Plan plan) {
    json.put("location", plan.lakeLocation());
    json.put("eventTimeColumn", plan.lake().eventTimeColumn());
    if (plan.lake().endMillis() != Long.MAX_VALUE) {
      json.put("end", Instant.ofEpochMilli(plan.lake().endMillis()).toString());
    }
    json.put("rows", plan.lakeRows());
    LakeFigures figures = plan.lakeFigures();
    json.putObject("whole")
        .put("files", figures.files())
        .put("rowGroups", figures.rowGroups())
        .put("rows", figures.rows())
        .put("scannedRowGroups", figures.scannedRowGroups())
        .put("first", Instant.ofEpochMilli(figures.bounds().min()).toString())
        .put("last", Instant.ofEpochMilli(figures.bounds().max()).toString());
    ArrayNode lanes = json.putArray("lanes");
    for (Lane lane : plan.lanes()) {
      ObjectNode laneJson = lanes.addObject();
      laneJson.put("rows", lane.rows());
      laneJson.put("bytes", lane.bytes());
      ArrayNode slices = laneJson.putArray("slices");
      for (Slice slice : lane.slices()) {
        ObjectNode sliceJson =
            slices
                .addObject()
                .put("file", slice.file().path())
                .put("size", slice.file().size())
                .put("lastModifiedMillis", slice.file().lastModifiedMillis());
        if (slice.file().checksum() != null) {
          sliceJson.put("checksum", slice.file().checksum());
        }
        sliceJson
            .put("rowGroup", slice.rowGroup())
            .put("rows", slice.rows())
            .put("bytes", slice.bytes())
            .put("min", Instant.ofEpochMilli(slice.bounds().min()).toString())
            .put("max", Instant.ofEpochMilli(slice.bounds().max()).toString());
      }
    }
  }

  private static void stream(ObjectNode json, StreamSpec stream) {
    json.put("bootstrapServers", stream.stream().bootstrapServers());
    json.put("topic", stream.stream().topic());
    if (!stream.startsAtOffsets()) {
      json.put("start", Instant.ofEpochMilli(stream.startMillis()).toString());
    }
    ArrayNode partitions = json.putArray("partitions");
    for (StreamRange range : stream.ranges()) {
      ObjectNode partition = partitions.addObject();
      partition.put("partition", range.partition());
      partition.put("startOffset", range.start());
      partition.put("bound", Instant.ofEpochMilli(range.boundMillis()).toString());
      if (range.ends()) {
        partition.put("stopOffset", range.stop());
      }
    }
  }
}
