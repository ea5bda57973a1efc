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

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads whole slices, in no order: the lake half of a batch job. */
final class ReadSliceFn<T> extends DoFn<Slice, T> {

  private static final long serialVersionUID = 1L;

  private final Counter lakeRows = Metrics.counter(LambdaIO.class, "lakeRows");
  private final Counter lakeRowsOutsideRange =
      Metrics.counter(LambdaIO.class, "lakeRowsOutsideRange");

  private final LakeSpec spec;
  private final EventMapping<T> mapping;
  private transient @Nullable LastFile files;

  ReadSliceFn(LakeSpec spec, EventMapping<T> mapping) {
    this.spec = spec;
    this.mapping = mapping;
  }

  @Setup
  public void setup() {
    files = new LastFile();
  }

  @ProcessElement
  public void processElement(@Element Slice slice, OutputReceiver<T> out) throws IOException {
    long rows = 0;
    long outside = 0;
    SliceCursor cursor = SliceCursor.open(slice, spec, 0, requireNonNull(files));
    while (!cursor.atEnd()) {
      long eventTime = LakeRowMapper.eventTime(cursor, spec);
      if (spec.covers(eventTime)) {
        out.outputWithTimestamp(
            LakeRowMapper.next(cursor, mapping), Instant.ofEpochMilli(eventTime));
        rows++;
      } else {
        cursor.skip();
        outside++;
      }
    }
    lakeRows.inc(rows);
    lakeRowsOutsideRange.inc(outside);
  }

  @Teardown
  public void teardown() throws IOException {
    if (files != null) {
      files.close();
    }
  }
}
