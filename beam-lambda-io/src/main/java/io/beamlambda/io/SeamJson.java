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
import java.util.HexFormat;
import org.joda.time.Instant;

/** A certificate for programs. */
final class SeamJson {

  private static final int VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SeamJson() {}

  static String of(SeamCertificate seam) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("version", VERSION);
    json.put("plan", seam.planId());
    json.put("cutoff", seam.cutoff().toString());
    json.put("from", seam.from().toString());
    json.put("end", seam.end().toString());
    side(json.putObject("lake").put("location", seam.lakeLocation()), seam.found().lake());
    side(json.putObject("stream").put("topic", seam.topic()), seam.found().stream());
    json.put("missing", seam.missing());
    json.put("doubled", seam.doubled());
    json.put("unread", seam.unread());
    json.put("fewer", seam.fewer());
    json.put("late", seam.late());
    json.put("sound", seam.isSound());
    json.put("status", seam.check().isWarning() ? "warning" : "ok");
    json.put("sentence", seam.sentence());
    ArrayNode minutes = json.putArray("minutes");
    for (SeamMinute minute : seam.found().minutes()) {
      minutes
          .addObject()
          .put("minute", Instant.ofEpochMilli(minute.startMillis()).toString())
          .put("read", minute.isStreams() ? "stream" : "lake")
          .put("lake", minute.lake())
          .put("stream", minute.stream())
          .put("lakeCovers", minute.lakeCovers())
          .put("streamCovers", minute.streamCovers())
          .put("missing", minute.missing())
          .put("doubled", minute.doubled())
          .put("unread", minute.unread())
          .put("fewer", minute.fewer())
          .put("only", minute.only())
          .put("late", minute.late());
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the certificate as JSON", e);
    }
  }

  private static void side(ObjectNode json, SeamComparison.SideResult side) {
    json.put("events", side.events());
    json.put("checksum", HexFormat.of().toHexDigits(side.checksum()));
    if (!side.covered().isEmpty()) {
      json.put("coveredFrom", Instant.ofEpochMilli(side.covered().from()).toString());
      json.put("coveredEnd", Instant.ofEpochMilli(side.covered().end()).toString());
    }
  }
}
