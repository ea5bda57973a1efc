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

import io.beamlambda.fixtures.Lake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.values.TimestampedValue;

/** Reads lakes without a runner. */
final class Lakes {

  private Lakes() {}

  static LambdaIO.Read<Event> read(Lake lake) {
    return read(ParquetLake.at(lake.location()).withEventTime("event_time"));
  }

  static LambdaIO.Read<Event> read(ParquetLake lake) {
    return LambdaIO.<Event>read().withLake(lake).withMapping(Event.mapping());
  }

  static Plan plan(LambdaIO.Read<Event> read) {
    return read.plan(PipelineOptionsFactory.create());
  }

  /** The splits of an ordered read, one a lane. */
  static List<LakeSource<Event>> splits(Plan plan, String run) {
    return splits(plan, plan.newRun(run, true));
  }

  static List<LakeSource<Event>> splits(Plan plan, RunSpec run) {
    return new LakeSource<>(
            run,
            plan.lake(),
            plan.lanes(),
            Event.mapping(),
            Objects.requireNonNull(Event.mapping().coder()))
        .split(1, PipelineOptionsFactory.create());
  }

  /** An event and its timestamp, in epoch millis. */
  record Timed(long millis, Event event) {
    static Timed of(TimestampedValue<Event> row) {
      return new Timed(row.getTimestamp().getMillis(), row.getValue());
    }
  }

  /** Everything that one split gives, from its beginning. */
  static List<Timed> drain(LakeSource<Event> split) throws IOException {
    List<Timed> read = new ArrayList<>();
    try (var reader = split.createReader(PipelineOptionsFactory.create(), null)) {
      for (boolean available = reader.start(); available; available = reader.advance()) {
        reader.getCurrent().forEach(row -> read.add(Timed.of(row)));
      }
    }
    return read;
  }
}
