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
package io.beamlambda.pipelines;

import io.beamlambda.fixtures.Flight;
import io.beamlambda.fixtures.Flights;
import io.beamlambda.fixtures.Lake;
import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.TopicWriter;
import io.beamlambda.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongestDelaysTest {

  private static final Instant LAKE_FROM = Instant.parse("2001-02-28T20:00:00Z");
  private static final Instant STREAM_FROM = Instant.parse("2001-02-28T22:00:00Z");
  private static final Instant LAKE_UNTIL = Instant.parse("2001-03-01T01:00:00Z");
  private static final Instant UNTIL = Instant.parse("2001-03-01T03:00:00Z");

  @TempDir Path directory;

  @Test
  void theExampleOfTheReadmeFindsTheLongestDelayOfEachAirportAndHour() throws Exception {
    Lake lake =
        LakeWriter.ofFlights()
            .withLayout(Layout.hiveDays())
            .write(directory.resolve("lake"), Flights.between(LAKE_FROM, LAKE_UNTIL));
    StreamingOptions options = PipelineOptionsFactory.create().as(StreamingOptions.class);
    options.setStreaming(true);
    Pipeline pipeline = Pipeline.create(options);
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      String brokers = kafka.bootstrapServers();
      TopicWriter.ofFlights().write(brokers, "flights", Flights.between(STREAM_FROM, UNTIL));

      PAssert.that(
              LongestDelays.perAirportAndHour(
                  pipeline.apply(
                      "Read departures",
                      LongestDelays.departures(lake.location(), brokers, "flights")
                          .withUntilStreamEnd())))
          .containsInAnyOrder(expected(Flights.between(LAKE_FROM, UNTIL)));
      pipeline.run().waitUntilFinish();
    }
  }

  private static List<KV<String, Long>> expected(List<Flight> flights) {
    Map<KV<String, Instant>, Long> longest =
        flights.stream()
            .collect(
                Collectors.toMap(
                    flight -> KV.of(flight.origin(), hour(flight)), Flight::delay, Math::max));
    return longest.entrySet().stream()
        .map(entry -> KV.of(entry.getKey().getKey(), entry.getValue()))
        .toList();
  }

  private static Instant hour(Flight flight) {
    return flight.date().truncatedTo(ChronoUnit.HOURS);
  }
}
