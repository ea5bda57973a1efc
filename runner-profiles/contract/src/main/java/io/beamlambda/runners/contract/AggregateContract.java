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

import static org.assertj.core.api.Assertions.assertThat;

import io.beamlambda.fixtures.Flights;
import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.fixtures.WindowResult;
import io.beamlambda.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real flights, lake and overlapping stream, through the pipeline {@code aggregate}: every final
 * value has to be the one that plain SQL finds in the original file.
 *
 * <p>No lateness is allowed, there are several lanes and partitions with very different loads, and
 * the partitions are out of order: a watermark that is ahead of any of them loses flights.
 *
 * <p>With {@code -Dflights.parquet=FILE} the whole first quarter of 2001 is taken from that file,
 * unless the profile is too slow for it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AggregateContract {

  private static final Duration DISORDER = Duration.ofMinutes(10);

  /** With more readers than cores a batch of Spark goes on by little more than that. */
  private static final String MAX_LEAD = Flights.full().isPresent() ? "P2D" : "PT6H";

  private final Stretch stretch;
  private EmbeddedKafka kafka;

  @TempDir Path directory;

  AggregateContract(Stretch stretch) {
    this.stretch = stretch;
  }

  @BeforeAll
  void startBroker() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  void stopBroker() {
    kafka.close();
  }

  /** Runs the pipeline over the whole stretch. */
  void assertEveryValueIsThatOfSql(LakeShape shape, String window) throws Exception {
    assertThat(aggregate(shape, window))
        .isEqualTo(WindowResults.expected(stretch.events(), window));
  }

  private List<WindowResult> aggregate(LakeShape shape, String window) throws Exception {
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
}
