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
package io.beamlambda.capability.detect;

import io.beamlambda.capability.Finding;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineVisitor;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.CombineFnBase.GlobalCombineFn;
import org.apache.beam.sdk.transforms.CombineWithContext.CombineFnWithContext;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.jspecify.annotations.Nullable;

/** Walks the graph as the user built it, before a runner replaces transforms. */
final class FeatureVisitor extends PipelineVisitor.Defaults {

  private final KnownTransforms known = KnownTransforms.shipped();
  private final FindingList findings = new FindingList();
  private final WindowFeatures windows = new WindowFeatures(known, findings);
  private final DoFnFeatures fns = new DoFnFeatures(findings);
  private final SideInputFeatures sideInputs = new SideInputFeatures(known, findings);
  private final SourceFeatures sources;
  private final Deque<Place> open = new ArrayDeque<>();

  /** The transforms that chose the windows of collections. */
  private final Map<PValue, Place> origins = new HashMap<>();

  private boolean unbounded;

  FeatureVisitor(Pipeline pipeline) {
    sources = new SourceFeatures(known, findings, pipeline.getOptions());
  }

  List<Finding> findings() {
    return findings.toList();
  }

  /** Whether any collection is. */
  boolean unbounded() {
    return unbounded;
  }

  @Override
  public CompositeBehavior enterCompositeTransform(Node node) {
    if (!node.isRootNode()) {
      open.push(place(node));
      look(open.element());
    }
    return CompositeBehavior.ENTER_TRANSFORM;
  }

  @Override
  public void leaveCompositeTransform(Node node) {
    if (node.isRootNode()) {
      return;
    }
    Place place = open.pop();
    if (place.isOpaque()) {
      // Windows inside are its own affair: it gives its results back in those of its input.
      passOrigin(node);
    }
    if (node.getTransform() instanceof Window) {
      strategy(node.getInputs().values())
          .ifPresent(
              before ->
                  strategy(node.getOutputs().values())
                      .ifPresent(after -> windows.assigned(place, before, after)));
      node.getOutputs().values().forEach(output -> origins.put(output, place));
    }
  }

  @Override
  public void visitPrimitiveTransform(Node node) {
    passOrigin(node);
    look(place(node));
  }

  private Place place(Node node) {
    return Place.of(open.peek(), node, known);
  }

  private void passOrigin(Node node) {
    node.getInputs().values().stream()
        .map(origins::get)
        .filter(origin -> origin != null)
        .findFirst()
        .ifPresentOrElse(
            origin -> node.getOutputs().values().forEach(output -> origins.put(output, origin)),
            () -> node.getOutputs().values().forEach(origins::remove));
  }

  private void look(Place place) {
    Node node = place.node();
    unbounded |= isUnbounded(node.getOutputs().values());
    PTransform<?, ?> transform = node.getTransform();
    if (transform == null) {
      return;
    }
    for (String feature : place.known().features()) {
      findings.add(feature, place, ClassNames.brief(transform.getClass()));
    }
    if (transform instanceof ParDo.MultiOutput<?, ?> parDo) {
      parDo(place, parDo);
    } else if (transform instanceof GroupByKey) {
      use(place).ifPresent(windows::grouped);
    } else if (transform instanceof Flatten.PCollections) {
      flatten(place);
    } else if (transform instanceof Read.Bounded<?> read) {
      sources.bounded(place, read.getSource());
    } else if (transform instanceof Read.Unbounded<?> read) {
      sources.unbounded(place, read.getSource());
    } else if (transform instanceof Combine.PerKey<?, ?, ?> combine) {
      combine(place, combine.getFn(), combine.getSideInputs());
    } else if (transform instanceof Combine.GroupedValues<?, ?, ?> combine) {
      combine(place, combine.getFn(), combine.getSideInputs());
    } else if (transform instanceof GroupIntoBatches<?, ?> batches) {
      batches(place, batches);
    }
  }

  private void parDo(Place place, ParDo.MultiOutput<?, ?> parDo) {
    boolean unboundedInput = isUnbounded(mainInput(place.node()).stream().toList());
    DoFnSignature signature = fns.add(place, parDo.getFn(), unboundedInput);
    String fn = ClassNames.brief(parDo.getFn().getClass());
    sideInputs.add(place, parDo.getSideInputs().values());
    if (!parDo.getAdditionalOutputTags().getAll().isEmpty()) {
      findings.add("dofn.multiple-outputs", place, fn);
    }
    boolean stateful =
        signature.usesState()
            || signature.usesTimers()
            || signature.processElement().requiresTimeSortedInput()
            || signature.onWindowExpiration() != null;
    if (!stateful) {
      return;
    }
    if (!parDo.getSideInputs().isEmpty()) {
      findings.add("state.side-input", place, fn);
    }
    use(place)
        .ifPresent(
            use -> {
              windows.used(use);
              if (use.strategy().needsMerge()) {
                findings.add(
                    "state.merging-windows",
                    place,
                    "%s in %s".formatted(fn, use.strategy().getWindowFn()));
              }
            });
  }

  private void flatten(Place place) {
    Collection<PCollection<?>> inputs = place.node().getInputs().values();
    if (inputs.size() < 2) {
      return;
    }
    String subject = inputs.size() + " collections";
    findings.add("core.flatten", place, subject);
    if (isUnbounded(inputs)
        && inputs.stream().anyMatch(input -> input.isBounded() == IsBounded.BOUNDED)) {
      findings.add("core.flatten-mixed", place, subject);
    }
  }

  private void combine(
      Place place, GlobalCombineFn<?, ?, ?> fn, List<? extends PCollectionView<?>> views) {
    String subject = ClassNames.brief(fn.getClass());
    sideInputs.add(place, views);
    if (!views.isEmpty() || fn instanceof CombineFnWithContext) {
      findings.add("combine.context", place, subject);
    }
  }

  private void batches(Place place, GroupIntoBatches<?, ?> batches) {
    use(place)
        .filter(use -> use.strategy().needsMerge())
        .ifPresent(
            use ->
                findings.add(
                    "state.merging-windows",
                    place,
                    "GroupIntoBatches in " + use.strategy().getWindowFn()));
    if (batches.getBatchingParams().getMaxBufferingDuration().getMillis() > 0) {
      findings.add(
          "core.batches-buffering",
          place,
          "batches that wait at most " + batches.getBatchingParams().getMaxBufferingDuration());
    }
  }

  private Optional<WindowUse> use(Place place) {
    return mainInput(place.node())
        .map(
            input ->
                new WindowUse(
                    place,
                    origins.getOrDefault(input, place),
                    input.getWindowingStrategy(),
                    input.isBounded() == IsBounded.UNBOUNDED));
  }

  /** The first: side inputs come after it. */
  private static Optional<PCollection<?>> mainInput(Node node) {
    return node.getInputs().values().stream().<PCollection<?>>map(input -> input).findFirst();
  }

  private static Optional<WindowingStrategy<?, ?>> strategy(Collection<PCollection<?>> values) {
    return values.stream()
        .<WindowingStrategy<?, ?>>map(PCollection::getWindowingStrategy)
        .findFirst();
  }

  private static boolean isUnbounded(Collection<? extends @Nullable PCollection<?>> values) {
    return values.stream()
        .anyMatch(value -> value != null && value.isBounded() == IsBounded.UNBOUNDED);
  }
}
