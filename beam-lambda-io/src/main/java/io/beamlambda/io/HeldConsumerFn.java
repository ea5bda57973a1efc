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

import java.time.Clock;
import java.util.Map;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.consumer.Consumer;

/** Makes the consumers of the stream half. */
final class HeldConsumerFn
    implements SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>> {

  private static final long serialVersionUID = 1L;

  private final RunSpec run;
  private final StreamSpec stream;
  private final StreamEventDecoder<?> decoder;

  HeldConsumerFn(RunSpec run, StreamSpec stream, StreamEventDecoder<?> decoder) {
    this.run = run;
    this.stream = stream;
    this.decoder = decoder;
  }

  @Override
  public Consumer<byte[], byte[]> apply(Map<String, Object> config) {
    return new HeldConsumer(config, run, stream, decoder, Clock.systemUTC());
  }
}
