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

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lake's side: what the plan reads before the cutoff, and what the lake has from it on. */
final class SeamLake<T> implements SeamSide {

  private final Map<Slice, LakeSpec> slices = new LinkedHashMap<>();
  private final SeamRange covered;
  private final EventMapping<T> mapping;
  private final EventHasher<T> hasher;
  private final SeamProgressCount progress;

  /**
   * @param now what the lake has now, where the plan reads the stream
   */
  SeamLake(
      Plan plan,
      LakeSurvey now,
      SeamWindow window,
      EventMapping<T> mapping,
      EventHasher<T> hasher,
      SeamProgressCount progress) {
    this.covered = covered(plan, now, window);
    this.mapping = mapping;
    this.hasher = hasher;
    this.progress = progress;
    LakeSpec before = plan.lake().between(window.from(), window.cutoff());
    LakeSpec after = plan.lake().between(window.cutoff(), window.end());
    plan.lanes().forEach(lane -> add(lane.slices(), before));
    add(now.slices(), after);
  }

  /** A slice on both sides of the cutoff is read once. */
  private void add(List<Slice> all, LakeSpec spec) {
    for (Slice slice : all) {
      EventTimeBounds bounds = slice.bounds();
      if (bounds.min() < spec.endMillis() && bounds.max() >= spec.fromMillis()) {
        slices.merge(
            slice, spec, (before, after) -> before.between(before.fromMillis(), after.endMillis()));
      }
    }
  }

  /** Files that came after the plan was made only count from the cutoff on. */
  private static SeamRange covered(Plan plan, LakeSurvey now, SeamWindow window) {
    EventTimeBounds planned = plan.lakeFigures().bounds();
    LakeFigures figures = now.figures();
    boolean reachesCutoff = planned.max() >= window.cutoff() - 1;
    long last =
        reachesCutoff && figures != null
            ? Math.max(planned.max(), figures.bounds().max())
            : planned.max();
    return new SeamRange(planned.min(), last + 1);
  }

  @Override
  public void read(SeamFilter filter, SeamSink sink) {
    try (LastFile files = new LastFile()) {
      for (Map.Entry<Slice, LakeSpec> part : slices.entrySet()) {
        EventTimeBounds bounds = part.getKey().bounds();
        if (filter.wantsAnyOf(bounds.min(), bounds.max())) {
          SliceCursor cursor = SliceCursor.open(part.getKey(), part.getValue(), 0, files);
          read(cursor, part.getValue(), filter, sink);
        }
      }
    } catch (IOException e) {
      throw new PlanException(e.getMessage(), e);
    }
  }

  private void read(SliceCursor cursor, LakeSpec spec, SeamFilter filter, SeamSink sink)
      throws IOException {
    while (!cursor.atEnd()) {
      progress.lakeRow();
      long millis = LakeRowMapper.eventTime(cursor, spec);
      if (spec.covers(millis) && filter.wants(millis)) {
        T event = LakeRowMapper.next(cursor, mapping);
        sink.event(millis, hasher.bucket(event), hasher.hash(millis, event), false);
      } else {
        cursor.skip();
      }
    }
  }

  @Override
  public SeamRange covered() {
    return covered;
  }

  @Override
  public boolean goesOn() {
    return false;
  }
}
