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

import io.beamlambda.io.Cutoff;
import io.beamlambda.io.EventMapping;
import io.beamlambda.io.KafkaStream;
import io.beamlambda.io.LambdaIO;
import io.beamlambda.io.ParquetLake;
import io.beamlambda.io.StreamRecord;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Lake and stream with {@link LambdaIO}. Gives the key of each event. */
final class LambdaUnion extends PTransform<PBegin, PCollection<String>> {

  private static final long serialVersionUID = 1L;

  private final DataSet data;
  private final String bootstrapServers;

  LambdaUnion(DataSet data, String bootstrapServers) {
    this.data = data;
    this.bootstrapServers = bootstrapServers;
  }

  @Override
  public PCollection<String> expand(PBegin input) {
    return input.apply(
        "Read lake and stream",
        LambdaIO.<String>read()
            .withLake(ParquetLake.at(data.lake()).withEventTime("event_time").withColumns("key"))
            .withStream(
                KafkaStream.of(bootstrapServers, data.topic()).withMaxDisorder(Duration.ZERO))
            .withMapping(EventMapping.of(String.class, LambdaUnion::ofLake, LambdaUnion::ofStream))
            .withCutoff(Cutoff.at(Instant.ofEpochMilli(data.cutoffMillis())))
            .withUntilStreamEnd());
  }

  private static String ofLake(GenericRecord row) {
    Probe.lakeRow();
    return row.get("key").toString();
  }

  private static String ofStream(StreamRecord record) {
    return StreamRecords.key(Objects.requireNonNull(record.value()));
  }
}
