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

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.Coder.NonDeterministicException;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;

/**
 * Hashes events by the bytes of their coder, so that those of lake and stream can be compared. Not
 * safe for use by several threads.
 *
 * @param <T> the event type
 */
final class EventHasher<T> {

  private final Coder<T> coder;
  private final int buckets;
  private final MessageDigest digest = sha256();

  private EventHasher(Coder<T> coder, int buckets) {
    this.coder = coder;
    this.buckets = buckets;
  }

  /**
   * @param buckets by how many buckets keys are told apart; 1 or more
   * @throws PlanException if equal events may have different bytes
   */
  static <T> EventHasher<T> of(Coder<T> coder, int buckets) {
    try {
      coder.verifyDeterministic();
    } catch (NonDeterministicException e) {
      throw new PlanException(
          "Cannot compare events of lake and stream: their coder %s is not deterministic, so that equal events may have different bytes; give one that is with EventMapping.withCoder"
              .formatted(coder),
          e);
    }
    return new EventHasher<>(coder, buckets);
  }

  /** The first 64 bits of SHA-256 of the event time, in epoch millis, and of the event. */
  long hash(long millis, T event) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, millis));
    return ByteBuffer.wrap(digest.digest(encode(coder, event))).getLong();
  }

  /** The bucket of the event's key; of the whole event, if it is not a key with a value. */
  int bucket(T event) {
    byte[] key = coder instanceof KvCoder<?, ?> keyed ? key(keyed, event) : encode(coder, event);
    return Math.floorMod(Arrays.hashCode(key), buckets);
  }

  /** A coder of pairs encodes nothing else. */
  @SuppressWarnings("unchecked")
  private static <K> byte[] key(KvCoder<K, ?> coder, Object event) {
    return encode(coder.getKeyCoder(), ((KV<K, ?>) event).getKey());
  }

  private static <V> byte[] encode(Coder<V> coder, V value) {
    try {
      return CoderUtils.encodeToByteArray(coder, value);
    } catch (CoderException e) {
      throw new PlanException(
          "Cannot encode an event with %s (%s); give another coder with EventMapping.withCoder"
              .formatted(coder, e.getMessage()),
          e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
