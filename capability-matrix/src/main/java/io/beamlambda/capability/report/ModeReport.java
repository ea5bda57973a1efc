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
package io.beamlambda.capability.report;

import io.beamlambda.capability.Mode;
import io.beamlambda.capability.Support;
import io.beamlambda.capability.Versions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mode makes of a pipeline.
 *
 * @param mode the mode
 * @param versions with what its probes ran, or null if none did
 * @param verdict the worst of its features that are not waived; {@link Support#NOT_APPLICABLE} if
 *     the mode does not run this kind of job
 * @param features the pipeline's features, in its order
 */
public record ModeReport(
    Mode mode, @Nullable Versions versions, Support verdict, List<JudgedFeature> features) {
  public ModeReport {
    features = List.copyOf(features);
  }

  /** The features that are in the way or not known to work, waived ones included. */
  public List<JudgedFeature> obstacles() {
    return verdict == Support.NOT_APPLICABLE
        ? List.of()
        : features.stream().filter(JudgedFeature::isObstacle).toList();
  }
}
