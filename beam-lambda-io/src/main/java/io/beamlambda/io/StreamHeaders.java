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

import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record's headers that remember their record. KafkaIO decodes a value from topic, headers and
 * bytes; a mapping needs the key, the timestamp and, to name a bad record, the offset, and this is
 * the one way by which they reach a deserializer.
 *
 * <p>So do events that have been decoded before: those of a block of records, of which this one is
 * the last.
 */
final class StreamHeaders implements Headers, StreamRecord {

  private final ConsumerRecord<byte[], byte[]> record;
  private final Headers headers;
  private final List<StreamEvent<?>> decoded;

  StreamHeaders(ConsumerRecord<byte[], byte[]> record) {
    this(record, List.of());
  }

  /**
   * @param decoded the events of the records up to and including this one, in their order
   */
  StreamHeaders(ConsumerRecord<byte[], byte[]> record, List<StreamEvent<?>> decoded) {
    this.record = record;
    this.headers = record.headers();
    this.decoded = List.copyOf(decoded);
  }

  /** The events of the records up to and including this one; empty if they are to be decoded. */
  List<StreamEvent<?>> decoded() {
    return decoded;
  }

  @Override
  public String topic() {
    return record.topic();
  }

  @Override
  public int partition() {
    return record.partition();
  }

  @Override
  public long offset() {
    return record.offset();
  }

  @Override
  public Instant timestamp() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  @Override
  public byte @Nullable [] key() {
    return record.key();
  }

  @Override
  public byte @Nullable [] value() {
    return record.value();
  }

  @Override
  public byte @Nullable [] header(String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : header.value();
  }

  @Override
  public Headers add(Header header) {
    return headers.add(header);
  }

  @Override
  public Headers add(String key, byte[] value) {
    return headers.add(key, value);
  }

  @Override
  public Headers remove(String key) {
    return headers.remove(key);
  }

  @Override
  public @Nullable Header lastHeader(String key) {
    return headers.lastHeader(key);
  }

  @Override
  public Iterable<Header> headers(String key) {
    return headers.headers(key);
  }

  @Override
  public Header[] toArray() {
    return headers.toArray();
  }

  @Override
  public Iterator<Header> iterator() {
    return headers.iterator();
  }
}
