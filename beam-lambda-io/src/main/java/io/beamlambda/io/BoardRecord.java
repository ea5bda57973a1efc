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
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What one reader says to all others of its read, as a record of the board's topic: JSON, for
 * people who look at the topic.
 *
 * @param run {@link RunSpec#id}
 * @param participant which lane or partition
 * @param writer who says it: one seat of one process
 * @param begins whether the writer has just taken the place of all earlier ones
 * @param bound nothing that the participant still emits is earlier; {@link Board#ENDED} for nothing
 * @param idle whether the participant holds nobody back
 */
record BoardRecord(
    String run, int participant, String writer, boolean begins, long bound, boolean idle) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Records with the same key replace each other. */
  byte[] key() {
    return (run + "/" + participant).getBytes(StandardCharsets.UTF_8);
  }

  byte[] value() {
    try {
      return MAPPER.writeValueAsBytes(
          MAPPER
              .createObjectNode()
              .put("run", run)
              .put("participant", participant)
              .put("writer", writer)
              .put("begins", begins)
              .put("bound", bound)
              .put("idle", idle));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write " + this, e);
    }
  }

  /** The record of a value, or null if it is none of ours. */
  static @Nullable BoardRecord parse(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    JsonNode json;
    try {
      json = MAPPER.readTree(value);
    } catch (IOException e) {
      return null;
    }
    if (!json.path("run").isTextual()
        || !json.path("participant").isInt()
        || !json.path("writer").isTextual()
        || !json.path("bound").isIntegralNumber()) {
      return null;
    }
    return new BoardRecord(
        json.path("run").asText(),
        json.path("participant").asInt(),
        json.path("writer").asText(),
        json.path("begins").asBoolean(),
        json.path("bound").asLong(),
        json.path("idle").asBoolean());
  }
}
