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

import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.display.HasDisplayData;
import org.jspecify.annotations.Nullable;

/** Features of sources. */
final class SourceFeatures {

  private final KnownTransforms known;
  private final FindingList findings;
  private final boolean asSplittable;
  private final boolean unasSplittable;

  SourceFeatures(KnownTransforms known, FindingList findings, PipelineOptions options) {
    this.known = known;
    this.findings = findings;
    boolean deprecated =
        has(options, "beam_fn_api_use_deprecated_read") || has(options, "use_deprecated_read");
    // Otherwise the runners here replace the splittable DoFns of Read by the sources themselves.
    asSplittable =
        !deprecated && (has(options, "use_sdf_read") || has(options, "use_unbounded_sdf_wrapper"));
    unasSplittable = asSplittable;
  }

  private static boolean has(PipelineOptions options, String experiment) {
    return ExperimentalOptions.hasExperiment(options, experiment);
  }

  void bounded(Place place, BoundedSource<?> source) {
    String subject = ClassNames.brief(source.getClass());
    if (asSplittable) {
      findings.add("sdf.bounded", place, subject + " as a splittable DoFn");
    } else {
      findings.add("source.bounded", place, subject);
    }
  }

  void unbounded(Place place, UnboundedSource<?, ?> source) {
    String subject = ClassNames.brief(source.getClass());
    if (source.requiresDeduping()) {
      findings.add("source.record-ids", place, subject);
    }
    if (unasSplittable) {
      findings.add("sdf.unbounded", place, subject + " as a splittable DoFn");
      findings.add("sdf.watermark-estimator", place, subject + " as a splittable DoFn");
      return;
    }
    findings.add("source.unbounded", place, subject);
    SplitWatermarks watermarks = watermarks(place, source);
    if (watermarks == SplitWatermarks.ALIGNED) {
      findings.add("source.splits-aligned", place, subject + ", whose splits report one watermark");
    } else if (watermarks == SplitWatermarks.SKEWED) {
      findings.add(
          "source.splits-skewed",
          place,
          subject + ", which may have several splits, each with its own watermark");
    }
  }

  /** The innermost transform that says it, else the source's class, else the worst. */
  private SplitWatermarks watermarks(Place place, UnboundedSource<?, ?> source) {
    SplitWatermarks declared = declared(source);
    for (Place at = place; at != null && declared == null; at = at.enclosing()) {
      PTransform<?, ?> transform = at.node().getTransform();
      declared = transform == null ? null : declared(transform);
    }
    return declared == null
        ? known.source(source.getClass()).orElse(SplitWatermarks.SKEWED)
        : declared;
  }

  private static @Nullable SplitWatermarks declared(HasDisplayData component) {
    return DisplayData.from(component).asMap().values().stream()
        .filter(item -> PipelineFeatures.SPLIT_WATERMARKS.equals(item.getKey()))
        .map(item -> SplitWatermarks.of(String.valueOf(item.getValue())))
        .findFirst()
        .orElse(null);
  }
}
