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

import java.util.List;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plan that nobody was asked for: the graph that is built of it is that of a real one, since that
 * depends on what the read was told only. Lake and stream have two of everything, as real ones have
 * several.
 */
final class PlanSketch {

  private static final Instant CUTOFF = Instant.parse("2001-01-02T00:00:00Z");
  private static final EventTimeBounds BOUNDS =
      EventTimeBounds.of(CUTOFF.minus(86_400_000).getMillis(), CUTOFF.getMillis() - 1);

  private PlanSketch() {}

  static Plan of(LambdaIO.Read<?> read, ParquetLake lake) {
    String column = lake.eventTimeColumn();
    LakeSpec spec =
        LakeSpec.of(
            column == null ? "" : column,
            lake.eventTimeFormat(),
            lake.columns(),
            Long.MIN_VALUE,
            CUTOFF.getMillis());
    LakeFile file = LakeFile.of("not planned: built with --graphOnly", 0, 0);
    List<Slice> slices = List.of(Slice.of(file, 0, 1, 1, BOUNDS), Slice.of(file, 1, 1, 1, BOUNDS));
    boolean ends = read.until() != null || read.untilStreamEnd() || read.stream() == null;
    return Plan.builder()
        .cutoff(CUTOFF)
        .from(read.from())
        .until(read.until())
        .maxLead(read.maxLead())
        .lakeLocation(lake.location())
        .lake(spec)
        .lakeFigures(LakeFigures.of(1, slices.size(), slices.size(), 0, BOUNDS))
        .settings(PlanSettings.of(read, lake))
        .lanes(Lane.deal(slices, read.lanes()))
        .stream(stream(read.stream(), ends))
        .madeAt(Instant.EPOCH)
        .ends(ends)
        .checks(List.of())
        .build();
  }

  private static StreamRange range(int partition, long stop) {
    return StreamRange.of(partition, 0, stop, CUTOFF.getMillis());
  }

  private static @Nullable StreamSpec stream(@Nullable KafkaStream stream, boolean ends) {
    long stop = ends ? 1 : StreamRange.NO_STOP;
    return stream == null
        ? null
        : new StreamSpec(
            stream, List.of(range(0, stop), range(1, stop)), 2, CUTOFF.getMillis(), Long.MAX_VALUE);
  }
}
