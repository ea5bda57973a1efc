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

import io.beamlambda.capability.Execution;
import java.util.List;

/**
 * What a pipeline uses, and what the modes make of it.
 *
 * @param name the pipeline's
 * @param execution whether its input ends: {@link Execution#BATCH} or {@link Execution#STREAMING}
 * @param features what it uses, in the catalogue's order
 * @param modes the modes that were asked for, in the catalogue's order
 */
public record PipelineReport(
    String name, Execution execution, List<UsedFeature> features, List<ModeReport> modes) {
  public PipelineReport {
    features = List.copyOf(features);
    modes = List.copyOf(modes);
  }
}
