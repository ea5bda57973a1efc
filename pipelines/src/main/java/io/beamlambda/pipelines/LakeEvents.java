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

import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Takes key and value from the rows of a lake. */
final class LakeEvents implements SerializableFunction<GenericRecord, KV<String, Reading>> {

  private static final long serialVersionUID = 1L;

  private final FieldPath key;
  private final FieldPath value;
  private final @Nullable FieldPath recordId;

  LakeEvents(FieldPath key, FieldPath value, @Nullable FieldPath recordId) {
    this.key = key;
    this.value = value;
    this.recordId = recordId;
  }

  @Override
  public KV<String, Reading> apply(GenericRecord row) {
    Reading reading = FieldValues.reading(value, row.getSchema(), value.in(row));
    return KV.of(
        FieldValues.key(key, row.getSchema(), key.in(row)),
        recordId == null
            ? reading
            : reading.withId(FieldValues.recordId(recordId, row.getSchema(), recordId.in(row))));
  }
}
