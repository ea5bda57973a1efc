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

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Combines the elements of a bundle per key and window; see {@link PreCombine}. */
final class BundleCombineFn<K extends @Nullable Object, V extends @Nullable Object, A>
    extends DoFn<KV<K, V>, KV<K, A>> {

  private static final long serialVersionUID = 1L;

  /** A table that has grown larger than this is not kept for the next bundle. */
  private static final int KEPT_ENTRIES = 4096;

  private final CombineFn<V, A, ?> fn;
  private final Coder<K> keyCoder;
  private final boolean keysEqual;
  private final WindowFn<Object, BoundedWindow> windowFn;
  private final boolean merging;
  private final boolean latest;
  private final int maxEntries;
  private final Counter elementsIn = Metrics.counter(PreCombine.class, "elementsIn");
  private final Counter accumulatorsOut = Metrics.counter(PreCombine.class, "accumulatorsOut");

  private transient @Nullable Bundle bundle;

  BundleCombineFn(
      CombineFn<V, A, ?> fn, Coder<K> keyCoder, WindowingStrategy<?, ?> windowing, int maxEntries) {
    this.fn = fn;
    this.keyCoder = keyCoder;
    this.keysEqual = keyCoder.consistentWithEquals();
    this.windowFn = boundedWindowFn(windowing);
    this.merging = !windowing.getWindowFn().isNonMerging();
    this.latest = windowing.getTimestampCombiner() == TimestampCombiner.LATEST;
    this.maxEntries = maxEntries;
  }

  // Every window is a BoundedWindow, and only windows of this function are given to it.
  @SuppressWarnings("unchecked")
  private static WindowFn<Object, BoundedWindow> boundedWindowFn(
      WindowingStrategy<?, ?> windowing) {
    return (WindowFn<Object, BoundedWindow>) windowing.getWindowFn();
  }

  @StartBundle
  public void startBundle() {
    if (bundle == null) {
      bundle = new Bundle();
    }
  }

  @ProcessElement
  public void processElement(
      @Element KV<K, V> element,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      OutputReceiver<KV<K, A>> output)
      throws Exception {
    Bundle current = current();
    if (current.isFull()) {
      current.flush(
          (accumulator, at, in) ->
              output.outputWindowedValue(
                  accumulator, at, Collections.singletonList(in), PaneInfo.NO_FIRING));
    }
    current.add(element.getKey(), element.getValue(), timestamp.getMillis(), window);
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws Exception {
    current().flush(context::output);
  }

  private Bundle current() {
    if (bundle == null) {
      throw new IllegalStateException("Cannot combine outside a bundle.");
    }
    return bundle;
  }

  /**
   * Accumulators that leave before the end of their bundle may be older than the element being
   * processed, but not older than the bundle, for which the runner holds the watermark.
   */
  @Override
  @SuppressWarnings("deprecation")
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  /** Where accumulators go. */
  private interface Output<T> {
    void emit(T element, Instant timestamp, BoundedWindow window);
  }

  /** A key and a window. Changed only while it is not in a table. */
  private static final class Identity {
    private @Nullable Object key;
    private @Nullable BoundedWindow window;
    private int hash;

    void set(@Nullable Object key, BoundedWindow window) {
      this.key = key;
      this.window = window;
      this.hash = 31 * Objects.hashCode(key) + window.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Identity that
          && hash == that.hash
          && Objects.equals(key, that.key)
          && Objects.equals(window, that.window);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** What has been combined for one key and window. */
  private static final class Cell<K extends @Nullable Object, A> {
    private final K key;
    private final BoundedWindow window;
    private A accumulator;
    private long timestamp;

    Cell(K key, BoundedWindow window, A accumulator, long timestamp) {
      this.key = key;
      this.window = window;
      this.accumulator = accumulator;
      this.timestamp = timestamp;
    }
  }

  /** The cells of one bundle. */
  private final class Bundle {
    private Map<Identity, Cell<K, A>> cells = new HashMap<>();
    private Identity probe = new Identity();
    private long added;

    boolean isFull() {
      return cells.size() >= maxEntries;
    }

    void add(K key, V value, long timestamp, BoundedWindow window) {
      added++;
      probe.set(keysEqual ? key : keyCoder.structuralValue(key), window);
      Cell<K, A> cell = cells.get(probe);
      if (cell == null) {
        cell = new Cell<>(key, window, fn.createAccumulator(), timestamp);
        cells.put(probe, cell);
        probe = new Identity();
      } else {
        cell.timestamp = combined(cell.timestamp, timestamp);
      }
      cell.accumulator = fn.addInput(cell.accumulator, value);
    }

    void flush(Output<KV<K, A>> output) throws Exception {
      Collection<Cell<K, A>> flushed = merging ? merged() : cells.values();
      for (Cell<K, A> cell : flushed) {
        output.emit(
            KV.of(cell.key, fn.compact(cell.accumulator)),
            Instant.ofEpochMilli(cell.timestamp),
            cell.window);
      }
      elementsIn.inc(added);
      accumulatorsOut.inc(flushed.size());
      added = 0;
      if (cells.size() > KEPT_ENTRIES) {
        cells = new HashMap<>();
      } else {
        cells.clear();
      }
    }

    private Collection<Cell<K, A>> merged() throws Exception {
      Map<@Nullable Object, Map<BoundedWindow, Cell<K, A>>> byKey = new HashMap<>();
      cells.forEach(
          (identity, cell) ->
              byKey
                  .computeIfAbsent(identity.key, key -> new LinkedHashMap<>())
                  .put(cell.window, cell));
      List<Cell<K, A>> merged = new ArrayList<>(cells.size());
      for (Map<BoundedWindow, Cell<K, A>> ofKey : byKey.values()) {
        if (ofKey.size() > 1) {
          merge(ofKey);
        }
        merged.addAll(ofKey.values());
      }
      return merged;
    }

    private void merge(Map<BoundedWindow, Cell<K, A>> ofKey) throws Exception {
      Map<BoundedWindow, Collection<BoundedWindow>> merges = new LinkedHashMap<>();
      windowFn.mergeWindows(
          windowFn.new MergeContext() {
            @Override
            public Collection<BoundedWindow> windows() {
              return List.copyOf(ofKey.keySet());
            }

            @Override
            public void merge(Collection<BoundedWindow> toBeMerged, BoundedWindow result) {
              merges.put(result, List.copyOf(toBeMerged));
            }
          });
      merges.forEach((result, sources) -> mergeInto(ofKey, result, sources));
    }

    private void mergeInto(
        Map<BoundedWindow, Cell<K, A>> ofKey,
        BoundedWindow result,
        Collection<BoundedWindow> sources) {
      List<Cell<K, A>> parts = new ArrayList<>(sources.size());
      for (BoundedWindow source : sources) {
        parts.add(ofKey.remove(source));
      }
      List<A> accumulators = new ArrayList<>(parts.size());
      long timestamp = parts.get(0).timestamp;
      for (Cell<K, A> part : parts) {
        accumulators.add(part.accumulator);
        timestamp = combined(timestamp, part.timestamp);
      }
      A accumulator = fn.mergeAccumulators(accumulators);
      ofKey.put(result, new Cell<>(parts.get(0).key, result, accumulator, timestamp));
    }
  }

  private long combined(long one, long other) {
    return latest ? Math.max(one, other) : Math.min(one, other);
  }
}
