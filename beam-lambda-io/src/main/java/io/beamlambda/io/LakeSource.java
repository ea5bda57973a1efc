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

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TimestampedValue.TimestampedValueCoder;
import org.jspecify.annotations.Nullable;

/**
 * The lake half in event-time order: an unbounded source, because that is the only kind of source
 * that every streaming runner can read and that carries watermarks. One split a lane.
 *
 * <p>An element is a block of rows ({@link BlockRows}): what runners do for each element of a
 * source (metrics, bundles of ten elements on the DirectRunner) costs more than reading a row, and
 * a lane's bound, which decides on watermark and waiting, is the same for a block. The element's
 * timestamp is that of its earliest row.
 */
final class LakeSource<T> extends UnboundedSource<List<TimestampedValue<T>>, LakeMark> {

  private static final long serialVersionUID = 1L;

  private final RunSpec run;
  private final LakeSpec spec;
  private final List<Lane> lanes;
  private final int firstLane;
  private final EventMapping<T> mapping;
  private final Coder<T> coder;

  LakeSource(
      RunSpec run, LakeSpec spec, List<Lane> lanes, EventMapping<T> mapping, Coder<T> coder) {
    this(run, spec, lanes, 0, mapping, coder);
  }

  private LakeSource(
      RunSpec run,
      LakeSpec spec,
      List<Lane> lanes,
      int firstLane,
      EventMapping<T> mapping,
      Coder<T> coder) {
    this.run = run;
    this.spec = spec;
    this.lanes = List.copyOf(lanes);
    this.firstLane = firstLane;
    this.mapping = mapping;
    this.coder = coder;
  }

  RunSpec run() {
    return run;
  }

  LakeSpec spec() {
    return spec;
  }

  EventMapping<T> mapping() {
    return mapping;
  }

  /** The only lane of a split. */
  Lane lane() {
    return lanes.get(0);
  }

  /** The participant that the only lane of a split is. */
  int participant() {
    return firstLane;
  }

  /** One split a lane, whatever is desired: a lane's order is what the watermark rests on. */
  @Override
  public List<LakeSource<T>> split(int desiredNumSplits, PipelineOptions options) {
    List<LakeSource<T>> splits = new ArrayList<>();
    for (int i = 0; i < lanes.size(); i++) {
      splits.add(
          new LakeSource<>(run, spec, lanes.subList(i, i + 1), firstLane + i, mapping, coder));
    }
    return splits;
  }

  @Override
  public LakeReader<T> createReader(PipelineOptions options, @Nullable LakeMark mark) {
    if (lanes.size() != 1) {
      throw new IllegalStateException(
          "Cannot read %d lanes with one reader: split the source first".formatted(lanes.size()));
    }
    run.checkPlan(options);
    return new LakeReader<>(this, BlockRows.of(options), mark == null ? LakeMark.of(0, 0) : mark);
  }

  @Override
  public Coder<LakeMark> getCheckpointMarkCoder() {
    return new LakeMark.MarkCoder();
  }

  @Override
  public Coder<List<TimestampedValue<T>>> getOutputCoder() {
    return ListCoder.of(TimestampedValueCoder.of(coder));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("lanes", lanes.size()).withLabel("Lanes"))
        .add(
            DisplayData.item("slices", lanes.stream().mapToInt(l -> l.slices().size()).sum())
                .withLabel("Slices"))
        .add(DisplayData.item("rows", lanes.stream().mapToLong(Lane::rows).sum()).withLabel("Rows"))
        .add(
            DisplayData.item("eventTimeColumn", spec.eventTimeColumn())
                .withLabel("Event-Time Column"));
  }
}
