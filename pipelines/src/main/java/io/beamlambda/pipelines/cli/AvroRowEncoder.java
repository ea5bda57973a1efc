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
package io.beamlambda.pipelines.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;

/**
 * A row in Avro's single-object encoding: a marker, the fingerprint of the row's schema, and the
 * row itself, unchanged.
 */
final class AvroRowEncoder implements RowEncoder {

  private final Map<Schema, BinaryMessageEncoder<GenericRecord>> encoders = new HashMap<>();

  @Override
  public byte[] encode(GenericRecord row, Instant eventTime) throws IOException {
    ByteBuffer encoded =
        encoders
            .computeIfAbsent(
                row.getSchema(), schema -> new BinaryMessageEncoder<>(GenericData.get(), schema))
            .encode(row);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }
}
