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

import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.io.kafka.DeserializerProvider;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.VoidDeserializer;
import org.jspecify.annotations.Nullable;

/** Leaves keys undecoded: the mapping sees them in the record. */
final class NoKey implements DeserializerProvider<Void> {

  private static final long serialVersionUID = 1L;

  @Override
  public Deserializer<Void> getDeserializer(Map<String, ?> configs, boolean isKey) {
    return new Ignoring();
  }

  @Override
  public Coder<Void> getCoder(CoderRegistry registry) {
    return VoidCoder.of();
  }

  private static final class Ignoring extends VoidDeserializer {
    @Override
    public @Nullable Void deserialize(String topic, byte @Nullable [] data) {
      return null;
    }
  }
}
