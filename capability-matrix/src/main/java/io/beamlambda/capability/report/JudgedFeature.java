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

import io.beamlambda.capability.Cell;
import io.beamlambda.capability.Feature;
import io.beamlambda.capability.Support;
import org.jspecify.annotations.Nullable;

/**
 * What a mode does with a feature of a pipeline.
 *
 * @param feature the feature
 * @param cell what is known
 * @param support what that comes to with the options that were given; {@link Support#CONDITIONAL}
 *     if they are not known
 * @param waived why it does not count, or null if it does
 */
public record JudgedFeature(Feature feature, Cell cell, Support support, @Nullable Waived waived) {

  /** Whether the mode does not plainly do it right. */
  public boolean isObstacle() {
    return support != Support.YES && support != Support.NOT_APPLICABLE;
  }
}
