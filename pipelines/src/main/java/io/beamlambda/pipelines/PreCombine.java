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

import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Combines the values of each key and window, as {@link Combine#perKey} does and with the same
 * results, but begins before the shuffle: the elements of a bundle are first combined per key and
 * window in memory, and only the accumulators are shuffled. Runners lift combiners that way in
 * batch jobs; in streaming jobs none does, and each element pays for the shuffle, the state and the
 * triggers alone.
 *
 * <pre>{@code
 * PCollection<KV<String, Long>> sums =
 *     delays.apply("Sum delays", PreCombine.perKey(Sum.ofLongs()));
 * }</pre>
 *
 * <p>It takes any {@link CombineFn}, any windows, merging ones included, and accumulating as well
 * as discarding panes. How much it saves is what the bundles hold: elements that share key and
 * window.
 *
 * <p>Where a window has one pane, at its end, and no lateness, the accumulators are grouped with
 * Beam's default trigger and discarded panes, whatever the input says: the results are the same,
 * and runners keep less state for each key and window. What follows sees the windowing of the
 * input.
 *
 * <ul>
 *   <li><b>Completeness.</b> Nothing outlives its bundle, so restarts lose and repeat nothing that
 *       the runner does not. No element becomes late here: a runner holds the watermark while a
 *       bundle is open, and an accumulator carries the timestamp of one of its elements (the latest
 *       where the {@link org.apache.beam.sdk.transforms.windowing.TimestampCombiner} asks for it,
 *       else the earliest).
 *   <li><b>Late elements.</b> Elements of merging windows are merged before the shuffle, so that
 *       one which is too late by itself may be saved by another of its bundle. In all other windows
 *       the same elements are dropped as without.
 *   <li><b>Triggers that count</b> ({@link
 *       org.apache.beam.sdk.transforms.windowing.AfterPane#elementCountAtLeast}) count
 *       accumulators.
 *   <li><b>Keys</b> are compared by {@link Object#equals} where their coder promises that this is
 *       right, else by {@link Coder#structuralValue}.
 *   <li><b>Memory.</b> At most {@link #withMaxEntries} accumulators per bundle; when there are more
 *       keys and windows, the accumulators so far are sent on.
 *   <li><b>The function</b> must not modify any but the first of the accumulators that it merges.
 * </ul>
 *
 * @param <K> the key type
 * @param <V> the value type
 * @param <O> the type of the combined values
 */
public final class PreCombine<K extends @Nullable Object, V extends @Nullable Object, O>
    extends PTransform<PCollection<KV<K, V>>, PCollection<KV<K, O>>> {

  private static final long serialVersionUID = 1L;
  private static final int DEFAULT_MAX_ENTRIES = 50_000;

  private final CombineFn<V, ?, O> fn;
  private final int maxEntries;

  private PreCombine(CombineFn<V, ?, O> fn, int maxEntries) {
    this.fn = fn;
    this.maxEntries = maxEntries;
  }

  /** Combines the values of each key and window by {@code fn}. */
  public static <K extends @Nullable Object, V extends @Nullable Object, O>
      PreCombine<K, V, O> perKey(CombineFn<V, ?, O> fn) {
    return new PreCombine<>(fn, DEFAULT_MAX_ENTRIES);
  }

  /**
   * The largest number of accumulators, one per key and window, that a bundle keeps in memory.
   * Default: 50,000.
   *
   * @throws IllegalArgumentException if {@code maxEntries} is less than one
   */
  public PreCombine<K, V, O> withMaxEntries(int maxEntries) {
    if (maxEntries < 1) {
      throw new IllegalArgumentException("Invalid max entries: " + maxEntries + " (must be >= 1)");
    }
    return new PreCombine<>(fn, maxEntries);
  }

  @Override
  public PCollection<KV<K, O>> expand(PCollection<KV<K, V>> input) {
    return combine(input, fn);
  }

  private <A> PCollection<KV<K, O>> combine(
      PCollection<KV<K, V>> input, CombineFn<V, A, O> combineFn) {
    if (!(input.getCoder() instanceof KvCoder)) {
      throw new IllegalArgumentException(
          "Cannot combine per key: the coder of '"
              + input.getName()
              + "' is "
              + input.getCoder()
              + " (must be a KvCoder)");
    }
    KvCoder<K, V> coder = (KvCoder<K, V>) input.getCoder();
    CoderRegistry registry = input.getPipeline().getCoderRegistry();
    Coder<A> accumulators;
    Coder<O> outputs;
    try {
      accumulators = combineFn.getAccumulatorCoder(registry, coder.getValueCoder());
      outputs = combineFn.getDefaultOutputCoder(registry, coder.getValueCoder());
    } catch (CannotProvideCoderException e) {
      throw new IllegalArgumentException(
          "Cannot combine per key: no coder for the accumulators or results of " + fn, e);
    }
    WindowingStrategy<?, ?> windowing = input.getWindowingStrategy();
    PCollection<KV<K, O>> combined =
        input
            .apply(
                "Combine in bundle",
                ParDo.of(
                    new BundleCombineFn<K, V, A>(
                        combineFn, coder.getKeyCoder(), windowing, maxEntries)))
            .setCoder(KvCoder.of(coder.getKeyCoder(), accumulators))
            .setWindowingStrategyInternal(SinglePane.simplify(windowing))
            .apply(
                "Combine accumulators",
                Combine.perKey(new AccumulatorFn<>(combineFn, accumulators, outputs)))
            .setCoder(KvCoder.of(coder.getKeyCoder(), outputs));
    return combined.setWindowingStrategyInternal(
        SinglePane.restore(combined.getWindowingStrategy(), windowing));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .include("combineFn", fn)
        .add(DisplayData.item("combineFnClass", fn.getClass()).withLabel("Combine function"))
        .add(DisplayData.item("maxEntries", maxEntries).withLabel("Max accumulators per bundle"));
  }
}
