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

import io.beamlambda.io.ParquetLake;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.RawMessageDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Decodes Avro in the single-object encoding: a marker of two bytes, the fingerprint of the schema,
 * and the record. The schema is looked for in the lake when its fingerprint is first met.
 */
final class AvroRecords implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final byte MARKER_0 = (byte) 0xC3;
  private static final byte MARKER_1 = 0x01;
  private static final int FINGERPRINT = 2;
  private static final int HEADER = FINGERPRINT + Long.BYTES;

  private final ParquetLake lake;
  private transient @Nullable Map<Long, RawMessageDecoder<GenericRecord>> decoders;

  AvroRecords(ParquetLake lake) {
    this.lake = lake;
  }

  static boolean isAvro(byte[] bytes) {
    return bytes.length >= HEADER && bytes[0] == MARKER_0 && bytes[1] == MARKER_1;
  }

  /**
   * The record in {@code bytes}.
   *
   * @throws IllegalArgumentException if no file of the lake has its schema, or it is cut short
   */
  GenericRecord decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long fingerprint = buffer.getLong(FINGERPRINT);
    buffer.position(HEADER);
    try {
      return decoders().computeIfAbsent(fingerprint, this::decoder).decode(buffer, null);
    } catch (IOException | UncheckedIOException | AvroRuntimeException e) {
      throw new IllegalArgumentException(
          "its value is no Avro of the schema %016x: %s".formatted(fingerprint, e), e);
    }
  }

  private synchronized Map<Long, RawMessageDecoder<GenericRecord>> decoders() {
    if (decoders == null) {
      decoders = new ConcurrentHashMap<>();
    }
    return decoders;
  }

  private RawMessageDecoder<GenericRecord> decoder(long fingerprint) {
    Schema schema =
        lake.schemas()
            .filter(each -> SchemaNormalization.parsingFingerprint64(each) == fingerprint)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "its Avro schema has the fingerprint %016x, which no file of the lake at %s has"
                            .formatted(fingerprint, lake.location())));
    return new RawMessageDecoder<>(new GenericData(), schema);
  }
}
