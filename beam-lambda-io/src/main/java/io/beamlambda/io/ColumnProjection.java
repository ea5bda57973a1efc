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
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Leaves columns of a Parquet schema out. */
final class ColumnProjection {

  private final MessageType schema;

  ColumnProjection(MessageType schema) {
    this.schema = schema;
  }

  /** Only the one column at {@code path}. */
  MessageType keep(String[] path) {
    return new MessageType(schema.getName(), keep(schema, path, 0));
  }

  private static Type keep(GroupType group, String[] path, int depth) {
    Type field = group.getType(path[depth]);
    return depth == path.length - 1
        ? field
        : field.asGroupType().withNewFields(keep(field.asGroupType(), path, depth + 1));
  }

  /** Only these top-level columns, in the order of the file. */
  MessageType keepAll(List<String> columns) {
    List<Type> kept = new ArrayList<>();
    for (Type field : schema.getFields()) {
      if (columns.contains(field.getName())) {
        kept.add(field);
      }
    }
    return new MessageType(schema.getName(), kept);
  }
}
