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

import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** One record of the stream, as Kafka holds it. */
public interface StreamRecord {

  /** The topic. */
  String topic();

  /** The partition within the topic. */
  int partition();

  /** The offset within the partition. */
  long offset();

  /** The record's timestamp as Kafka keeps it. */
  Instant timestamp();

  /** The key's bytes, or null. */
  byte @Nullable [] key();

  /** The value's bytes, or null. */
  byte @Nullable [] value();

  /** The last header of that name, or null. */
  byte @Nullable [] header(String name);
}
