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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
public abstract class FlightsContract {

  private static final Duration DISORDER = Duration.ofMinutes(10);

  /** With more readers than cores a batch of Spark goes on by little more than that. */
  private static final String MAX_LEAD = Flights.full().isPresent() ? "P2D" : "PT6H";

  private final Stretch windowsStretch;
  private final Stretch shapesStretch;
  private @Nullable EmbeddedKafka kafka;

  @TempDir Path directory;

  /** As much data as a profile can take that runs a hundred thousand flights in seconds. */
  protected FlightsContract() {
    this(
        Flights.full().isPresent() ? Stretch.ofQuarter() : Stretch.ofDays(8),
        Flights.full().isPresent() ? Stretch.ofQuarter() : Stretch.ofDays(4));
  }

  /**
   * Always the same few days.
   *
   * @param windowsDays how many days the tests of windows take
   * @param shapesDays how many days the tests of shapes take
   */
  protected FlightsContract(int windowsDays, int shapesDays) {
    this(Stretch.ofDays(windowsDays), Stretch.ofDays(shapesDays));
  }

  private FlightsContract(Stretch windowsStretch, Stretch shapesStretch) {
    this.windowsStretch = windowsStretch;
    this.shapesStretch = shapesStretch;
  }

  @BeforeAll
  void startBroker() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  void stopBroker() {
    if (kafka != null) {
      kafka.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fixed:PT1H", "sliding:P7D/P1D", "sessions:PT3H"})
  void everyWindowHasTheValuesThatSqlFinds(String window) throws Exception {
    assertThat(aggregate(windowsStretch, LakeShape.DAY_FILES_WITH_SHUFFLED_ROWS, window))
        .isEqualTo(WindowResults.expected(windowsStretch.events(), window));
  }

  @ParameterizedTest
  @EnumSource
  void theShapeOfTheLakeChangesNothing(LakeShape shape) throws Exception {
    assertThat(aggregate(shapesStretch, shape, "fixed:PT1H"))
        .isEqualTo(WindowResults.expected(shapesStretch.events(), "fixed:PT1H"));
  }

  private List<WindowResult> aggregate(Stretch stretch, LakeShape shape, String window)
      throws Exception {
    String bootstrapServers = broker().bootstrapServers();
    String topic = "flights-" + UUID.randomUUID();
    Lake lake = shape.writer().write(directory.resolve("lake"), stretch.lake());
    TopicWriter.ofFlights()
        .withPartitions(3)
        .withSkew(0.8)
        .withDisorder(DISORDER)
        .write(bootstrapServers, topic, stretch.stream());
    String output = "jdbc:sqlite:" + directory.resolve("results.db");

    CommandLine.run(
        "aggregate",
        List.of(
            "--lake=" + lake.location(),
            "--eventTimeField=date",
            "--bootstrapServers=" + bootstrapServers,
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

  private EmbeddedKafka broker() {
    EmbeddedKafka started = kafka;
    assertThat(started).isNotNull();
    return started;
  }
}
