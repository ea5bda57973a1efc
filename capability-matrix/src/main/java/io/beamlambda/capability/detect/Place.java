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

import io.beamlambda.capability.detect.KnownTransforms.Known;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.PTransform;
import org.jspecify.annotations.Nullable;

/**
 * A transform's place in the pipeline.
 *
 * @param enclosing the transform around it, or null for one that is applied to the pipeline
 * @param transform the full name of the outermost transform around it, or its own
 * @param step the full name of the innermost transform around it that the user applied: what lies
 *     deeper is the SDK's
 * @param node itself
 * @param known what is known of it
 */
record Place(@Nullable Place enclosing, String transform, String step, Node node, Known known) {

  static Place of(@Nullable Place enclosing, Node node, KnownTransforms knowledge) {
    PTransform<?, ?> transform = node.getTransform();
    Known known = transform == null ? Known.NOTHING : knowledge.transform(transform.getClass());
    String name = node.getFullName();
    return enclosing == null
        ? new Place(null, name, name, node, known)
        : new Place(
            enclosing,
            enclosing.transform,
            enclosing.isSdks() ? enclosing.step : name,
            node,
            known);
  }

  private boolean isSdks() {
    PTransform<?, ?> transform = node.getTransform();
    return transform != null && ClassNames.isSdks(transform.getClass());
  }

  /** Whether a feature that is used here is to be told, as far as the transforms around it say. */
  boolean shows(String feature) {
    return enclosing == null || !enclosing.hidesInside(feature);
  }

  private boolean hidesInside(String feature) {
    return known.hides(feature) || (enclosing != null && enclosing.hidesInside(feature));
  }

  /** Whether what is inside is nobody's business, windows included. */
  boolean isOpaque() {
    return known.hides("win");
  }
}
