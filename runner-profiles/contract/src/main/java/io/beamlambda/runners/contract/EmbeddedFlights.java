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
package io.beamlambda.runners.contract;

import io.beamlambda.fixtures.Flights;
import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.fixtures.WindowResult;
import io.beamlambda.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Real flights, lake and overlapping stream, through the pipeline {@code aggregate}.
 *
 * <p>No lateness is allowed, there are several lanes and partitions with very different loads, and
 * the partitions are out of order: a watermark that is ahead of any of them loses flights.
 */
final class EmbeddedFlights implements AutoCloseable {

  private static final Duration DISORDER = Duration.ofMinutes(10);

  /** With more readers than cores a batch of Spark goes on by little more than that. */
  private static final String MAX_LEAD = Flights.full().isPresent() ? "P2D" : "PT6H";

  private final EmbeddedKafka kafka;

  private EmbeddedFlights(EmbeddedKafka kafka) {
    this.kafka = kafka;
  }

  /** With a broker of its own. */
  static EmbeddedFlights start() {
    return new EmbeddedFlights(EmbeddedKafka.start());
  }

  /**
   * Runs the pipeline over a stretch of flights.
   *
   * @param directory an empty one, for the lake and the results
   * @return the final value of every window
   */
  List<WindowResult> aggregate(Path directory, Stretch stretch, LakeShape shape, String window)
      throws Exception {
    String topic = "flights-" + UUID.randomUUID();
    Lake lake = shape.writer().write(directory.resolve("lake"), stretch.lake());
    TopicWriter.ofFlights()
        .withPartitions(3)
        .withSkew(0.8)
        .withDisorder(DISORDER)
        .write(kafka.bootstrapServers(), topic, stretch.stream());
    String output = "jdbc:sqlite:" + directory.resolve("results.db");

    CommandLine.run(
        "aggregate",
        List.of(
            "--lake=" + lake.location(),
            "--eventTimeField=date",
            "--bootstrapServers=" + kafka.bootstrapServers(),
            "--topic=" + topic,
            "--cutoff=" + stretch.cutoff(),
            "--until=stream-end",
            "--key=origin",
            "--value=delay",
            "--window=" + window,
            "--lateness=PT0S",
            "--maxDisorder=" + DISORDER,
            "--lanes=3",
            "--maxLead=" + MAX_LEAD,
            "--output=" + output));

    return WindowResults.read(output);
  }

  @Override
  public void close() {
    kafka.close();
  }
}
