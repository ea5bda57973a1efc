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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beamlambda.io.Cutoff;
import io.beamlambda.io.EventMapping;
import io.beamlambda.io.KafkaStream;
import io.beamlambda.io.LambdaIO;
import io.beamlambda.io.ParquetLake;
import io.beamlambda.io.StreamRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.transforms.Max;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;

/** The example of the project's README: the longest delay per airport and hour. */
final class LongestDelays {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LongestDelays() {}

  static LambdaIO.Read<KV<String, Long>> departures(String lake, String brokers, String topic) {
    return LambdaIO.<KV<String, Long>>read()
        .withLake(ParquetLake.at(lake).withEventTime("date").withColumns("origin", "delay"))
        .withStream(KafkaStream.of(brokers, topic))
        .withMapping(
            EventMapping.of(
                TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.longs()),
                LongestDelays::fromLake,
                LongestDelays::fromStream))
        .withCutoff(Cutoff.latestSealedPartition());
  }

  static PCollection<KV<String, Long>> perAirportAndHour(PCollection<KV<String, Long>> departures) {
    return departures
        .apply("Hours", WindowPolicy.fixed(Duration.standardHours(1)).window())
        .apply("Longest delay", PreCombine.perKey(Max.ofLongs()));
  }

  private static KV<String, Long> fromLake(GenericRecord row) {
    return KV.of(row.get("origin").toString(), (Long) row.get("delay"));
  }

  private static KV<String, Long> fromStream(StreamRecord record) {
    try {
      JsonNode flight = JSON.readTree(Objects.requireNonNull(record.value()));
      return KV.of(flight.get("origin").asText(), flight.get("delay").asLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
