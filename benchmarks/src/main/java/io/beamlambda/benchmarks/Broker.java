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
package io.beamlambda.benchmarks;

import io.beamlambda.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A Kafka broker in a JVM of its own; writes its address to a file, ends with its input. */
final class Broker {

  private Broker() {}

  public static void main(String[] args) throws IOException {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      Path address = Path.of(args[0]);
      Path written = Files.writeString(Path.of(args[0] + ".tmp"), kafka.bootstrapServers());
      Files.move(written, address, StandardCopyOption.ATOMIC_MOVE);
      while (System.in.read() >= 0) {
        // The parent holds the other end open for as long as it lives.
      }
    }
  }
}
