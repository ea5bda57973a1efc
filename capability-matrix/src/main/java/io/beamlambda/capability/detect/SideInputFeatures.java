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

import java.util.Collection;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.WindowingStrategy;

/** Features of the views that a transform reads. */
final class SideInputFeatures {

  private final KnownTransforms known;
  private final FindingList findings;

  SideInputFeatures(KnownTransforms known, FindingList findings) {
    this.known = known;
    this.findings = findings;
  }

  void add(Place place, Collection<? extends PCollectionView<?>> views) {
    views.forEach(view -> add(place, view));
  }

  private void add(Place place, PCollectionView<?> view) {
    PCollection<?> collection = view.getPCollection();
    String subject = collection == null ? "side input" : "side input from " + collection.getName();
    known
        .view(view.getViewFn().getClass())
        .ifPresent(feature -> findings.add(feature, place, subject));
    WindowingStrategy<?, ?> strategy = view.getWindowingStrategyInternal();
    if (!(strategy.getWindowFn() instanceof GlobalWindows)) {
      findings.add("side.windowed", place, subject + " by " + strategy.getWindowFn());
    }
    if (collection != null && collection.isBounded() == IsBounded.UNBOUNDED) {
      findings.add("side.unbounded", place, subject);
      if (!(strategy.getTrigger() instanceof DefaultTrigger)) {
        findings.add("side.triggered", place, subject + " under " + strategy.getTrigger());
      }
    }
  }
}
