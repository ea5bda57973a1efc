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

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets the first event of each record id pass, in the time for which both lake and stream are read;
 * events of other times pass untouched.
 *
 * <p>Panes do the work, not user state, because all three runners have them: the overlap is one
 * window, every event fires, and only the first pane of an id counts. A runner that knows no
 * triggers has one pane with all events of the id. The runner frees what it keeps when the
 * watermark is an overlap behind the window's end.
 */
final class Overlap<T> extends PTransform<PCollection<T>, PCollection<T>> {

  private static final long serialVersionUID = 1L;

  private final Instant start;
  private final Instant end;
  private final SerializableFunction<T, String> recordId;

  /**
   * @param start inclusive
   * @param end exclusive
   */
  Overlap(Instant start, Instant end, SerializableFunction<T, String> recordId) {
    this.start = start;
    this.end = end;
    this.recordId = recordId;
  }

  @Override
  public PCollection<T> expand(PCollection<T> events) {
    Duration size = new Duration(start, end);
    Coder<T> coder = events.getCoder();
    TupleTag<T> outside = new TupleTag<>("outside");
    TupleTag<KV<String, TimestampedValue<T>>> inside = new TupleTag<>("inside");
    PCollectionTuple parts =
        events.apply(
            "Split",
            ParDo.of(new SplitFn<>(start, end, recordId, outside, inside))
                .withOutputTags(outside, TupleTagList.of(inside)));
    PCollection<T> once =
        parts
            .get(inside)
            .setCoder(
                KvCoder.of(StringUtf8Coder.of(), TimestampedValue.TimestampedValueCoder.of(coder)))
            .apply(
                "One window",
                Window.<KV<String, TimestampedValue<T>>>into(
                        FixedWindows.of(size)
                            .withOffset(
                                Duration.millis(
                                    Math.floorMod(start.getMillis(), size.getMillis()))))
                    .triggering(Repeatedly.forever(AfterPane.elementCountAtLeast(1)))
                    .discardingFiredPanes()
                    .withAllowedLateness(size))
            .apply("By record id", GroupByKey.create())
            .apply("First of each", ParDo.of(new FirstFn<>()))
            .setCoder(coder)
            .apply(
                "As before",
                Window.<T>into(new GlobalWindows())
                    .triggering(DefaultTrigger.of())
                    .discardingFiredPanes()
                    .withAllowedLateness(Duration.ZERO));
    return PCollectionList.of(parts.get(outside).setCoder(coder))
        .and(once)
        .apply("Inside and outside", Flatten.pCollections())
        .setTypeDescriptor(events.getTypeDescriptor());
  }

  private static final class SplitFn<T> extends DoFn<T, T> {

    private static final long serialVersionUID = 1L;

    private final Instant start;
    private final Instant end;
    private final SerializableFunction<T, String> recordId;
    private final TupleTag<T> outside;
    private final TupleTag<KV<String, TimestampedValue<T>>> inside;

    SplitFn(
        Instant start,
        Instant end,
        SerializableFunction<T, String> recordId,
        TupleTag<T> outside,
        TupleTag<KV<String, TimestampedValue<T>>> inside) {
      this.start = start;
      this.end = end;
      this.recordId = recordId;
      this.outside = outside;
      this.inside = inside;
    }

    @ProcessElement
    public void processElement(
        @Element T event, @Timestamp Instant timestamp, MultiOutputReceiver out) {
      if (timestamp.isBefore(start) || !timestamp.isBefore(end)) {
        out.get(outside).output(event);
        return;
      }
      @Nullable String id = recordId.apply(event);
      if (id == null) {
        throw new IllegalStateException(
            ("An event at %s, within the overlap of lake and stream, has no record id; without one"
                    + " it cannot be told whether it was read from both: %s")
                .formatted(timestamp, event));
      }
      out.get(inside).output(KV.of(id, TimestampedValue.of(event, timestamp)));
    }
  }

  private static final class FirstFn<T> extends DoFn<KV<String, Iterable<TimestampedValue<T>>>, T> {

    private static final long serialVersionUID = 1L;

    /** A late pane has the window's end as its timestamp; its event keeps its own. */
    @Deprecated
    @Override
    public Duration getAllowedTimestampSkew() {
      return Duration.millis(Long.MAX_VALUE);
    }

    @ProcessElement
    public void processElement(
        @Element KV<String, Iterable<TimestampedValue<T>>> events,
        PaneInfo pane,
        OutputReceiver<T> out) {
      if (!pane.isFirst()) {
        return;
      }
      for (TimestampedValue<T> event : events.getValue()) {
        out.outputWithTimestamp(event.getValue(), event.getTimestamp());
        return;
      }
    }
  }
}
