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
package io.beamlambda.runners.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** What the Spark operator takes for a SparkApplication, as {@code kubectl apply} checks it. */
final class SparkApplicationSchema {

  private static final String RESOURCE = "/spark-operator/sparkapplication-v1beta2.json";
  private static final String ANYTHING = "x-kubernetes-preserve-unknown-fields";

  private SparkApplicationSchema() {}

  /** What is wrong with a manifest: nothing if it fits. */
  static List<String> violations(JsonNode manifest) throws IOException {
    JsonNode schema;
    try (InputStream in = SparkApplicationSchema.class.getResourceAsStream(RESOURCE)) {
      schema = new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
    forbidUnknownFields(schema);
    // Of these all that the API server is told: it keeps what there is of every object.
    ((ObjectNode) schema.at("/properties/metadata")).put("additionalProperties", true);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
        .getSchema(schema)
        .validate(manifest)
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  /** The API server's strict validation, without which it would drop them unseen. */
  private static void forbidUnknownFields(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("type").asText().equals("object")
        && !object.has("additionalProperties")
        && !object.path(ANYTHING).asBoolean()) {
      object.put("additionalProperties", false);
    }
    schema.forEach(SparkApplicationSchema::forbidUnknownFields);
  }
}
