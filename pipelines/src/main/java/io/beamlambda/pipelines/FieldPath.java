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

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A field by its name, or by names joined by dots inside nested records.
 *
 * @param names from the outermost record inwards
 */
record FieldPath(List<String> names) implements Serializable {

  static FieldPath of(String path) {
    return new FieldPath(List.of(path.split("\\.", -1)));
  }

  /** The name of the outermost field, which is a column. */
  String column() {
    return names.get(0);
  }

  /** The field's value in JSON, or null where it or a record around it is null or missing. */
  @Nullable JsonNode in(JsonNode object) {
    JsonNode node = object;
    for (String name : names) {
      node = node.get(name);
      if (node == null || node.isNull()) {
        return null;
      }
    }
    return node;
  }

  /**
   * The field's value in Avro, or null where it or a record around it is null.
   *
   * @throws IllegalArgumentException if the schema has no such field
   */
  @Nullable Object in(GenericRecord row) {
    Object value = row;
    for (String name : names) {
      if (!(value instanceof GenericRecord group) || !group.hasField(name)) {
        throw new IllegalArgumentException(
            "there is no field '%s' in %s".formatted(this, fieldsOf(row.getSchema())));
      }
      value = group.get(name);
      if (value == null) {
        return null;
      }
    }
    return value;
  }

  /** Whether rows of this schema have the field. */
  boolean isIn(Schema record) {
    Schema schema = record;
    for (String name : names) {
      Schema.Field field = schema.getType() == Schema.Type.RECORD ? schema.getField(name) : null;
      if (field == null) {
        return false;
      }
      schema = withoutNull(field.schema());
    }
    return true;
  }

  /** The schema of the field's values other than null. */
  Schema schema(Schema record) {
    Schema schema = record;
    for (String name : names) {
      schema = withoutNull(schema.getField(name).schema());
    }
    return schema;
  }

  /** The names of a record's fields, for messages. */
  static List<String> fieldsOf(Schema record) {
    return record.getFields().stream().map(Schema.Field::name).toList();
  }

  private static Schema withoutNull(Schema schema) {
    if (schema.getType() != Schema.Type.UNION) {
      return schema;
    }
    return schema.getTypes().stream()
        .filter(type -> type.getType() != Schema.Type.NULL)
        .findFirst()
        .orElse(schema);
  }

  @Override
  public String toString() {
    return String.join(".", names);
  }
}
