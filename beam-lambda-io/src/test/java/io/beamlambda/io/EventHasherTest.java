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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

class EventHasherTest {

  /** Of {@code printf '\0\0\0\0\0\0\1\2a' | sha256sum}, the first sixteen digits. */
  private static final String HASH = "d0136600a279a5f6";

  /** The same of {@code '\0\0\0\0\0\0\1\2\1ka'}: a key has its length in front of it. */
  private static final String HASH_OF_PAIR = "3f6793db51266bfc";

  @Test
  void hashIsThatOfTimeAndBytes() {
    assertThat(EventHasher.of(StringUtf8Coder.of(), 8).hash(258, "a"))
        .isEqualTo(Long.parseUnsignedLong(HASH, 16));
    assertThat(pairs().hash(258, KV.of("k", "a")))
        .isEqualTo(Long.parseUnsignedLong(HASH_OF_PAIR, 16));
  }

  @Test
  void pairsOfOneKeyAreInOneBucket() {
    EventHasher<KV<String, String>> pairs = pairs();
    List<String> keys = List.of("a", "b", "c", "d", "e", "f", "g", "h");

    assertThat(keys.stream().map(key -> pairs.bucket(KV.of("k", key))).distinct()).hasSize(1);
    assertThat(keys.stream().map(key -> pairs.bucket(KV.of(key, "v"))).distinct())
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
  }

  private static EventHasher<KV<String, String>> pairs() {
    return EventHasher.of(KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()), 8);
  }
}
